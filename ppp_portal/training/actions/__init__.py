"""What changes rows in training mode: the people of the cast. Everything else goes through the portal's actions."""
