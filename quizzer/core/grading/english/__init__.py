"""What an answer in English states, and the closed classes of words that this rests on."""
