"""oTree's settings for one app, in which a participant answers the same page again and again."""

SESSION_CONFIGS = [{"name": "steps", "app_sequence": ["steps"], "num_demo_participants": 1}]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0, "doc": ""}
PARTICIPANT_FIELDS: list[str] = []
SESSION_FIELDS: list[str] = []
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "GBP"
USE_POINTS = True
ADMIN_USERNAME = "admin"
ADMIN_PASSWORD = "only on loopback"
SECRET_KEY = "only on loopback"
