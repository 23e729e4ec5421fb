"""The files of Mnemosyne."""
