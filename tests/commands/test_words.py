"""Every word that the figures say in a terminal is looked up."""

import pytest
from click.testing import CliRunner

from passerella.commands.cli import cli
from passerella.store.workspace import Workspace


@pytest.mark.usefixtures("pseudo")
def test_no_source_text_is_left_over_in_the_figures(unspoken, sample_file):
    with Workspace(sample_file, writing=False) as workspace:
        left_over = unspoken.amid(workspace)
    said = CliRunner().invoke(cli, ["figures", str(sample_file), "--language", "en"])
    assert said.exit_code == 0 and len(said.output.splitlines()) > 50
    assert [line for line in said.output.splitlines() if left_over(line)] == []
