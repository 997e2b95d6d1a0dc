using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>
/// A table whose cells are shown literally. A table wider than the terminal is split into parts that each repeat the first column.
/// </summary>
internal sealed class TextTable(params IReadOnlyList<string> columns)
{
    private const int MaxCellLength = 300;
    private const int Padding = 3; // between two columns

    private readonly List<IReadOnlyList<string>> _rows = [];

    public void AddRow(params IReadOnlyList<string> cells) =>
        _rows.Add([.. cells.Select(cell => PrintableText.OneLine(cell, MaxCellLength))]);

    public void Write(IAnsiConsole console)
    {
        foreach (var part in Parts(console.Profile.Width))
        {
            var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
            foreach (var column in part)
                table.AddColumn(new TableColumn(Markup.Escape(columns[column])) { NoWrap = true });
            foreach (var row in _rows)
                table.AddRow(part.Select(column => new Text(row[column])));
            console.Write(table);
        }
    }

    private IEnumerable<IReadOnlyList<int>> Parts(int width)
    {
        var widths = columns.Select((name, column) => _rows.Select(row => row[column].Length).Append(name.Length).Max() + Padding).ToList();
        var part = new List<int> { 0 };
        for (var column = 1; column < columns.Count; column++)
        {
            if (part.Count > 1 && part.Sum(other => widths[other]) + widths[column] + Padding > width)
            {
                yield return part;
                part = [0];
            }

            part.Add(column);
        }

        yield return part;
    }
}
