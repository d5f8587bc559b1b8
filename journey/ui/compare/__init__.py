"""Compare: since an earlier round, services, roles, all rounds, individual and agreed."""
