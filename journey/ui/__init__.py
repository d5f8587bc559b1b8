"""The Streamlit pages: what managers, facilitators and improvement leads see. One file a page; no SQL, no scoring."""
