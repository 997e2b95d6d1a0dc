using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>The look of all tables; whatever stands in a cell is text, never markup.</summary>
internal static class TableLook
{
    private const int LongestCell = 300;
    private const char FirstPicture = '\u2400';

    public static Table Table(params IReadOnlyList<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = true });
        return table;
    }

    public static void AddEscapedRow(this Table table, params IReadOnlyList<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(Visible(cell, LongestCell))));

    /// <summary>A text on one line: control characters as their pictures, so that no response can steer a terminal, and not too long.</summary>
    public static string Visible(string text, int longest)
    {
        var start = text.Length <= longest ? text : text[..longest] + "…";
        return string.Concat(start.Select(c => c < ' ' ? (char)(FirstPicture + c) : char.IsControl(c) ? '\uFFFD' : c));
    }
}
