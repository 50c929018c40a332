"""The barest program made with Typer: it prints one line."""

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    print("one line")


if __name__ == "__main__":
    app()
