using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Starting;

/// <summary>Reads somebody's data and says what a new eval set of it would be. Nothing is written.</summary>
internal static class ProjectStarter
{
    private const string FirstName = "triage";

    /// <summary>The table and what its columns hold; problems are reported where that can't be told.</summary>
    /// <param name="path">The full path of the data; null for the example.</param>
    /// <param name="shownAs">The file as the user named it.</param>
    /// <param name="input">The columns that were given; empty to tell them.</param>
    /// <param name="expected">The column that was given; null to tell it.</param>
    /// <param name="problems">Collects the problems.</param>
    public static (SourceTable Table, ColumnGuess Columns)? Read(
        string? path,
        string shownAs,
        IReadOnlyList<string> input,
        string? expected,
        Problems problems
    )
    {
        var table = path is null ? StarterExample.Table : SourceTable.Read(path, shownAs, problems);
        if (table is null)
            return null;
        foreach (
            var (option, column) in input.Select(column => ("--input", column)).Concat(expected is null ? [] : [("--expected", expected)])
        )
        {
            if (!table.Columns.Contains(column, StringComparer.Ordinal))
                problems.Add(
                    option,
                    null,
                    $"{shownAs} has no column “{column}”.{DidYouMean(column, table)} It has: {string.Join(", ", table.Columns)}."
                );
        }

        if (expected is not null && input.Contains(expected, StringComparer.Ordinal))
            problems.Add("--input", null, $"“{expected}” is what is expected; a prompt that reads it would be told the answer.");
        return problems.HasErrors ? null : (table, ColumnGuess.Of(table, input, expected));
    }

    /// <summary>Reports what could not be told, with the option that tells it.</summary>
    public static void CheckTold(SourceTable table, ColumnGuess columns, Problems problems)
    {
        var choices = string.Join(", ", columns.Choices);
        if (columns.Expected is null)
            problems.Add(
                table.ShownAs,
                null,
                columns.Choices.Count < 2
                    ? $"There is one column only ({choices}). An eval set needs the text to answer and, in a column beside it, the answer that is right."
                    : $"Which column holds the right answer? Name it: --expected “…”, one of: {choices}"
            );
        if (columns.Input.Count == 0)
            problems.Add(table.ShownAs, null, $"Which columns is the prompt to read? Name them: --input “…”, of: {choices}");
    }

    /// <summary>The name of the prompt and its eval set: that which was given, or one made of the file's.</summary>
    public static string NameOf(string? name, string? file, Problems problems)
    {
        var chosen = name
            ?? (file is null ? FirstName : VariableName.Of(Path.GetFileNameWithoutExtension(file), FirstName).Replace('_', '-'));
        if (
            chosen.Length == 0
            || !char.IsAsciiLetterLower(chosen[0])
            || !chosen.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        )
            problems.Add("--name", null, $"“{chosen}” can't be the name of a prompt: small letters, digits and “-”, a letter first.");
        else if (FileNames.ProblemOf(chosen) is { } unusable)
            problems.Add("--name", null, unusable);
        return chosen;
    }

    /// <summary>What was found in the data, a sentence each.</summary>
    public static IEnumerable<string> NotesOn(
        SourceTable table,
        ColumnGuess columns,
        StarterSet set,
        IReadOnlyDictionary<string, string> splits
    )
    {
        var ids = columns.Id is null ? "numbered" : $"named by “{columns.Id}”";
        yield return $"{Format.Quantity(set.Items.Count, "item")}, {ids}: the prompt reads {Quoted(columns.Input)}, and “{columns.Expected}” is right.";
        yield return set.Kind switch
        {
            ExpectedKind.Label =>
                $"Graded as one of {Format.Quantity(set.Labels.Count, "label")}: {string.Join(", ", set.Labels.Take(10))}{(set.Labels.Count > 10 ? " …" : "")}.",
            ExpectedKind.Number => "Graded as a number.",
            ExpectedKind.Json => $"Graded field by field: {string.Join(", ", set.Fields.Take(10))}.",
            _ =>
                "Graded by “equals”: the response has to be the expected text. If other words may be right too, choose another grader in evalset.yaml.",
        };
        if (splits.Count > 0)
            yield return "Dealt before anything is run: "
                + string.Join(
                    ", ",
                    SplitNames
                        .All.Select(split => (split, Count: splits.Values.Count(one => one == split)))
                        .Where(one => one.Count > 0)
                        .Select(one => $"{Format.Count(one.Count)} {one.split}")
                )
                + ". Leave the holdout unread; promptlab confirm looks at it once.";
        var unused = table
            .Columns.Except([.. columns.Input, columns.Expected!, columns.Id ?? "", .. ItemColumns.Known], StringComparer.Ordinal)
            .ToList();
        if (unused.Count > 0)
            yield return $"Not taken over: {Quoted(unused)}. To let the prompt read more: --input for each column.";
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"“{name}”"));

    private static string DidYouMean(string column, SourceTable table) =>
        NearestName.Find(column, table.Columns) is { } near ? $" Did you mean “{near}”?" : "";
}
