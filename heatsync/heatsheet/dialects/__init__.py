"""One small file per meet software: its lines, as named patterns; nothing about positions."""
