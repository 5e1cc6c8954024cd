"""The papers of this storey: the context of each as one value for both languages. No rendering."""
