using System.Globalization;
using System.Text;

namespace PromptLab.EvalSets;

/// <summary>What the columns of somebody's data hold, as far as it can be told by their names and values.</summary>
internal sealed record ColumnGuess
{
    private static readonly string[] IdNames =
    [
        "id",
        "itemid",
        "ticket",
        "ticketid",
        "ticketnumber",
        "ticketnummer",
        "ticketnr",
        "nr",
        "nummer",
        "number",
        "key",
        "uuid",
        "case",
        "caseid",
        "fall",
        "fallnummer",
        "vorgang",
    ];

    private static readonly string[] ExpectedNames =
    [
        "expected",
        "label",
        "labels",
        "category",
        "kategorie",
        "class",
        "klasse",
        "target",
        "gold",
        "ideal",
        "answer",
        "antwort",
        "expectedoutput",
        "expectedanswer",
        "output",
        "result",
        "ergebnis",
        "erwartet",
        "erwarteteantwort",
        "soll",
        "queue",
        "intent",
        "absicht",
        "topic",
        "thema",
        "zuordnung",
        "einstufung",
        "abteilung",
        "categorie",
        "etiquette",
        "etiqueta",
        "categoria",
        "reponse",
        "respuesta",
        "loesung",
        "solution",
        "sentiment",
        "truth",
        "groundtruth",
        "reference",
    ];

    private static readonly string[] InputNames =
    [
        "message",
        "nachricht",
        "text",
        "kundentext",
        "question",
        "frage",
        "input",
        "eingabe",
        "prompt",
        "email",
        "mail",
        "body",
        "content",
        "inhalt",
        "query",
        "anfrage",
        "subject",
        "betreff",
        "description",
        "beschreibung",
        "review",
        "bewertung",
        "comment",
        "kommentar",
        "kundennachricht",
        "request",
        "ticket text",
        "tickettext",
        "sentence",
        "satz",
        "article",
        "document",
        "texte",
        "texto",
        "mensaje",
        "pregunta",
        "problem",
        "customermessage",
        "usermessage",
        "utterance",
    ];

    /// <summary>The column of ids: its values are all there, and all different. Null where rows are to be numbered.</summary>
    public string? Id { get; init; }

    /// <summary>The column of what is expected; null where it can't be told.</summary>
    public string? Expected { get; init; }

    /// <summary>The columns that the prompt is to read; empty where it can't be told.</summary>
    public IReadOnlyList<string> Input { get; init; } = [];

    /// <summary>The columns that may be chosen: all but those that have a meaning of ours besides input and expected.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Guesses what was not given.</summary>
    /// <param name="table">The data.</param>
    /// <param name="input">The columns to read, as the user named them; empty to guess.</param>
    /// <param name="expected">The column of what is expected, as the user named it; null to guess.</param>
    public static ColumnGuess Of(SourceTable table, IReadOnlyList<string> input, string? expected)
    {
        string[] ours =
        [
            ItemColumns.Tags,
            ItemColumns.Split,
            ItemColumns.Weight,
            ItemColumns.Cluster,
            ItemColumns.Notes,
            ItemColumns.Graders,
        ];
        var free = table.Columns.Except(ours, StringComparer.Ordinal).ToList();
        var id = free.FirstOrDefault(column =>
            column != expected && !input.Contains(column) && IsNamed(column, IdNames) && AreIds(table, column)
        );
        var choices = free.Where(column => column != id).ToList();
        expected ??= Only(choices.Except(input, StringComparer.Ordinal).Where(column => IsNamed(column, ExpectedNames)));
        if (expected is null && input.Count == 1 && choices.Count == 2)
            expected = choices.Find(column => column != input[0]);
        var rest = choices.Where(column => column != expected).ToList();
        return new ColumnGuess
        {
            Id = id,
            Expected = expected ?? (rest.Count == 2 && input.Count == 0 ? ShorterOf(table, rest) : null),
            Input =
                input.Count > 0 ? input
                : rest.Count == 1 ? rest
                : expected is null && rest.Count == 2 && ShorterOf(table, rest) is { } shorter
                    ? [.. rest.Where(column => column != shorter)]
                : [.. rest.Where(column => IsNamed(column, InputNames))],
            Choices = choices,
        };
    }

    // Of two columns, the one whose values recur and are short is what is expected.
    private static string? ShorterOf(SourceTable table, IReadOnlyList<string> two)
    {
        var recurring = two.Where(column => table.ValuesOf(column).Distinct(StringComparer.Ordinal).Count() * 2 <= table.Rows.Count)
            .ToList();
        return recurring is [var one] ? one : null;
    }

    private static bool AreIds(SourceTable table, string column)
    {
        var values = table.ValuesOf(column);
        return values.All(IsId) && values.Distinct(StringComparer.Ordinal).Count() == values.Count;
    }

    private static bool IsId(string value) =>
        value.Length is > 0 and <= 100 && value.Trim() == value && !value.Any(c => c is '/' or '\\' or ',' or '*' || char.IsControl(c));

    private static string? Only(IEnumerable<string> columns) => columns.Take(2).ToList() is [var one] ? one : null;

    private static bool IsNamed(string column, string[] names) => names.Contains(PlainName(column), StringComparer.Ordinal);

    /// <summary>Letters and digits of a name only, small, without accents: <c>Erwartete Antwort</c> → <c>erwarteteantwort</c>.</summary>
    private static string PlainName(string column) => VariableName.Of(column, "").Replace("_", "", StringComparison.Ordinal);
}

/// <summary>Makes names of variables of the names of columns.</summary>
internal static class VariableName
{
    private static readonly (string From, string To)[] Letters =
    [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("ø", "o"),
        ("å", "a"),
        ("ł", "l"),
    ];

    /// <summary>A name of small letters, digits and <c>_</c>, which begins with a letter: <c>Größe (cm)</c> → <c>groesse_cm</c>.</summary>
    /// <param name="column">The name of the column.</param>
    /// <param name="otherwise">What to call it where it has no letter that can be written so.</param>
    public static string Of(string column, string otherwise)
    {
        var text = column.Normalize(NormalizationForm.FormC).ToLower(CultureInfo.InvariantCulture);
        foreach (var (from, to) in Letters)
            text = text.Replace(from, to, StringComparison.Ordinal);
        var name = new StringBuilder();
        foreach (
            var character in text.Normalize(NormalizationForm.FormD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        )
        {
            if (char.IsAsciiLetterLower(character) || (char.IsAsciiDigit(character) && name.Length > 0))
                name.Append(character);
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        }

        var trimmed = name.ToString().TrimEnd('_');
        return trimmed.Length > 0 ? trimmed : otherwise;
    }
}
