"""``python -m matrixcalc`` is the command `matcalc`."""

from matrixcalc.cli import main

if __name__ == "__main__":
    main(prog_name="matcalc")
