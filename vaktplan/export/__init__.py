"""What goes out: the Excel rota, the HTML page and one calendar per doctor, all from one PlanReport."""
