using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading.Programs;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>What a grader is created from: its definition, and the items that it will grade. Not thread-safe.</summary>
public sealed class GraderSetup
{
    private readonly GraderDefinition _definition;
    private readonly EvalSet _evalSet;
    private readonly FileReadCache _cache;

    internal GraderSetup(
        GraderDefinition definition,
        EvalSet evalSet,
        IReadOnlyList<EvalItem> items,
        FileReadCache cache,
        GraderPrograms programs,
        Problems problems
    )
    {
        _definition = definition;
        _evalSet = evalSet;
        _cache = cache;
        Programs = programs;
        Items = items;
        Problems = problems;
    }

    /// <summary>The grader's id in <c>evalset.yaml</c>.</summary>
    public string Id => _definition.Id;

    /// <summary>The type as written in <c>evalset.yaml</c>, with <c>not-</c> if it is negated.</summary>
    public string Type => _definition.Type;

    /// <summary>
    /// The grader's whole mapping. Read every option while creating the grader: keys that were not read are rejected as unknown.
    /// Invalid values are reported at their line.
    /// </summary>
    public YamlMap Options => _definition.Options;

    /// <summary>The full path of the folder of <c>evalset.yaml</c>; files named in options are relative to this folder.</summary>
    public string Folder => _evalSet.Folder;

    /// <summary>The items that the grader applies to, so that each can be checked before anything is sent.</summary>
    public IEnumerable<EvalItem> Items { get; }

    /// <summary>Collects problems with items; problems with options are reported through <see cref="Options"/>.</summary>
    public Problems Problems { get; }

    /// <summary>The programs that graders may use.</summary>
    internal GraderPrograms Programs { get; }

    /// <summary>The text of a file named in an option; graders that share a file read it once.</summary>
    /// <exception cref="InputException">The file is unreadable.</exception>
    internal string ReadFile(string file) => _cache.ReadText(Path.Combine(Folder, file), file);

    /// <summary>The reader of the response text, by the options field, extract, trim, normalise and ignore_case.</summary>
    internal ResponseReader CreateReader(bool ignoreCase = false) => ResponseReader.Of(Options, ignoreCase);

    /// <summary>Reads an option that may refer to <c>{expected}</c> or an input field; reports items that lack it.</summary>
    internal ValueSource ReadValue(string key = "value", string? fallback = "{expected}")
    {
        var text = Options.Text(key) ?? fallback;
        if (text is null)
            Options.Problem(key, $"The grader “{Id}” ({Type}) needs “{key}”.");
        var source = new ValueSource(text ?? "");
        WarnOfBraces(key, text ?? "");
        ReportMissing(source);
        return source;
    }

    /// <summary>A value that names input fields or the expected answer, in the form of <c>value</c>; reports items that lack it.</summary>
    internal ValueSource ReadReference(string template)
    {
        var source = new ValueSource(template);
        ReportMissing(source);
        return source;
    }

    /// <summary>Reads a value to search for in texts; reports items where it is empty, since every text contains an empty one.</summary>
    internal ValueSource ReadSearchValue(ResponseReader reader)
    {
        var source = ReadValue();
        foreach (
            var item in Items.Where(item => source.FindMissing(item) is null && reader.Normaliser.Apply(source.TextFor(item)).Length == 0)
        )
            ReportEmpty(item);
        return source;
    }

    /// <summary>Reads the values to search for in texts, from a list option or an expected list; reports items with an empty one.</summary>
    internal ValueList ReadSearchValues(ResponseReader reader)
    {
        var list = ReadValues();
        foreach (
            var item in Items.Where(item =>
                list.Sources.All(source => source.FindMissing(item) is null)
                && list.TextsFor(item).Any(value => reader.Normaliser.Apply(value).Length == 0)
            )
        )
            ReportEmpty(item);
        return list;
    }

    /// <summary>Reads the values of a list option or of an expected list; reports items without any.</summary>
    internal ValueList ReadValues()
    {
        if (Options.Has("values") && Options.Has("value"))
            Options.Problem("values", "There are both “value” and “values”. Keep one of them.");
        if (Options.Has("values") && Options.Texts("values").Count == 0)
            Options.Problem("values", "“values” is empty. List at least one value.");
        var list = new ValueList(
            Options.Has("values") ? [.. Options.Texts("values").Select(text => new ValueSource(text))] : null,
            new ValueSource(Options.Text("value") ?? "{expected}")
        );
        foreach (var text in Options.Has("values") ? Options.Texts("values") : [Options.Text("value") ?? ""])
            WarnOfBraces(Options.Has("values") ? "values" : "value", text);
        foreach (var source in list.Sources)
            ReportMissing(source);
        foreach (
            var item in Items.Where(item =>
                !Options.Has("values") && list.Sources[0].FindMissing(item) is null && list.TextsFor(item).Count == 0
            )
        )
            Problems.Add(
                item.File,
                item.Line,
                $"The list of the item “{item.Id}” is empty. The grader “{Id}” ({Type}) needs at least one value."
            );
        return list;
    }

    /// <summary>
    /// Reads a number that may be an item's field, such as <c>'{expected.n}'</c>; null if it is absent or (reported) no such number.
    /// </summary>
    internal NumberSource? ReadNumber(string key, NumberRange range) => NumberSource.Read(this, Options, key, range);

    /// <summary>Reads a number that must be given; null, with a problem reported, if it is not.</summary>
    internal NumberSource? ReadRequiredNumber(string key, NumberRange range)
    {
        if (!Options.Has(key))
            Options.Problem(key, $"The grader “{Id}” ({Type}) needs “{key}”: {range.Words}.");
        return ReadNumber(key, range);
    }

    /// <summary>Reads words that are the same for every item, from <c>value</c> or <c>values</c>; empty if neither is there.</summary>
    internal IReadOnlyList<string> ReadWords()
    {
        if (Options.Has("values") && Options.Has("value"))
            Options.Problem("values", "There are both “value” and “values”. Keep one of them.");
        if (Options.Has("values") && Options.Texts("values").Count == 0)
            Options.Problem("values", "“values” is empty. List at least one value.");
        if (Options.Has("value") && Options.Text("value") is not { Length: > 0 })
            Options.Problem("value", "“value” is empty. Give it a value, or leave it out.");
        return Options.Has("values") ? Options.Texts("values")
            : Options.Text("value") is { Length: > 0 } only ? [only]
            : [];
    }

    /// <summary>Reads the whole number of a length grader's <c>value</c>; reports a problem and gives 0 if it is missing.</summary>
    internal NumberSource ReadLimit()
    {
        if (ReadNumber("value", NumberRange.Counts) is { } limit)
            return limit;
        if (!Options.Has("value"))
            Options.Problem("value", $"The grader “{Id}” ({Type}) needs “value”: a whole number from 0.");
        return NumberSource.Of(0);
    }

    /// <summary>Warns of what looks like a reference to the expected answer or a field and is compared as it stands.</summary>
    internal void WarnOfBraces(string key, string text)
    {
        foreach (var match in LikePlaceholder.Find(text, [.. _evalSet.InputFields.Select(field => field.Name).Prepend("expected")]))
            Options.Warn(
                key,
                $"“{match.Text}” looks like a reference to “{match.Variable}” and is compared as it stands. Write {{{match.Variable}}} for the value."
            );
    }

    /// <summary>Warns of items that expect an empty response: one is a failed call and never graded.</summary>
    internal void WarnOfBlanks(ValueSource source)
    {
        foreach (var item in Items.Where(item => source.FindMissing(item) is null && InvisibleText.IsBlank(source.TextFor(item))))
            Problems.Warn(
                item.File,
                item.Line,
                $"The item “{item.Id}” expects an empty response, which is a failed call and never graded. Let the prompt ask for a word, such as “none”, and expect that."
            );
    }

    private void ReportEmpty(EvalItem item) =>
        Problems.Add(
            item.File,
            item.Line,
            $"The value of the item “{item.Id}” is empty, and every text holds an empty one, so the grader “{Id}” ({Type}) could never fail."
        );

    private void ReportMissing(ValueSource source)
    {
        foreach (var item in Items.Where(item => source.FindMissing(item) is not null))
            ReportMissing(item, source.FindMissing(item)!);
    }

    /// <summary>Reports an item that lacks a value that the grader needs.</summary>
    internal void ReportMissing(EvalItem item, string name) =>
        Problems.Add(
            item.File,
            item.Line,
            $"“{name}” is missing in the item “{item.Id}”. The grader “{Id}” ({Type}) needs one: add it, or give the grader “when: {name}”."
        );
}
