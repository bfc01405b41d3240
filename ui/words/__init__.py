"""What pages say where the words depend on the numbers, and the tables beside their figures."""
