"""The light pages: plain forms for any phone, without an account, a websocket or JavaScript.

phone              begin (code, privacy notice, role), answering, review and the room
screen             the big screen
routes             all of them, for the app
guard              who may open a page
cookies_and_forms  what a request may carry
pages              how a page leaves
limits             how often somebody may send requests
write_queue        how services are called
"""
