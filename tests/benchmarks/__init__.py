"""How fast the product is, beside something simple that was measured in the same minute: see ``__main__``.

measuring   medians, ratios, tables and the words 'met' and 'not met'
servers     servers on this machine, each ended by its process number
browsing    a browser's half of the conversation with Streamlit, without the browser
managers    councils, units and answers to measure with, and what became of the answers
forty       the five stages with forty statements
held        a council with many closed rounds, filled in by the million
resident    the memory of a process that only compares
peers/      the simple apps that the product is compared with
answer, load, start, profile, compare      one measurement each
"""
