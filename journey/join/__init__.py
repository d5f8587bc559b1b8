"""The light pages: plain forms for any phone, without an account, a websocket or JavaScript.

phone              begin (code, privacy notice, role), answering, review and the room
screen             the big screen
routes             all of them, for the app
guard              who may open a page
cookies_and_forms  what a request may carry
pages              how a page leaves
limits             how often somebody may send requests
connections        what a connection may cost: time, bytes and a place among the others
health             whether answers are saved, for monitors
write_queue        how services are called
"""
