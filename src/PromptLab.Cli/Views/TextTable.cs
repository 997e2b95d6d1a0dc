using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>
/// A table whose cells are shown literally and that fits the terminal: first long cells are wrapped, then columns are left out, and a
/// line below names them. A column without any text is not shown.
/// </summary>
internal sealed class TextTable(params IReadOnlyList<string> columns)
{
    private const int MaxCellLength = 300;
    private const int Padding = 2; // between two columns
    private const int Border = 2; // the blanks at both ends
    private const int MinWrapped = 30; // a column of texts is not made narrower

    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>
    /// The columns that can be left out, those first that are missed least. By default all but the first, beginning with the last.
    /// </summary>
    public IReadOnlyList<int> LeftOutFirst { get; init; } = [.. Enumerable.Range(1, Math.Max(columns.Count - 1, 0)).Reverse()];

    public void AddRow(params IReadOnlyList<string> cells) =>
        _rows.Add([.. cells.Select(cell => PrintableText.OneLine(cell, MaxCellLength))]);

    public void Write(IAnsiConsole console)
    {
        var width = console.Profile.Width;
        var shown = Enumerable.Range(0, columns.Count).Where(column => column == 0 || _rows.Exists(row => row[column].Length > 0)).ToList();
        foreach (var column in LeftOutFirst.TakeWhile(_ => shown.Sum(Narrowest) + Border > width))
            shown.Remove(column);
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var (column, cells) in shown.Zip(Widths(shown, width - Border)))
            table.AddColumn(
                new TableColumn(Markup.Escape(columns[column]))
                {
                    NoWrap = !IsText(column),
                    Width = cells - Padding,
                    Padding = new Padding(0, 0, Padding - 1, 0),
                }
            );
        foreach (var row in _rows)
            table.AddRow(shown.Select(column => new Text(row[column])));
        console.Write(table);
        var left = columns
            .Where((name, column) => name.Length > 0 && !shown.Contains(column) && _rows.Exists(row => row[column].Length > 0))
            .Select(name => $"“{name}”")
            .ToList();
        if (left.Count > 0)
            console.WriteLine($"Left out at this width: {string.Join(", ", left)}.");
    }

    // What the columns of texts need beyond their least width is shared out from the left.
    private IEnumerable<int> Widths(IReadOnlyList<int> shown, int width)
    {
        var spare = width - shown.Sum(Narrowest);
        foreach (var column in shown)
        {
            var more = Math.Clamp(Widest(column) - Narrowest(column), 0, Math.Max(spare, 0));
            spare -= more;
            yield return Narrowest(column) + more;
        }
    }

    private bool IsText(int column) =>
        Widest(column) > MinWrapped + Padding && _rows.Exists(row => row[column].Contains(' ', StringComparison.Ordinal));

    private int Narrowest(int column) => IsText(column) ? MinWrapped + Padding : Widest(column);

    private int Widest(int column) =>
        _rows.Select(row => row[column].GetCellWidth()).Append(columns[column].GetCellWidth()).Max() + Padding;
}
