using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>What a grader is made from: its definition, and the items that it will judge. Not thread-safe.</summary>
public sealed class GraderSetup
{
    private readonly GraderDefinition _definition;
    private readonly EvalSet _evalSet;
    private readonly FileReadCache _read;

    internal GraderSetup(GraderDefinition definition, EvalSet evalSet, IReadOnlyList<EvalItem> items, FileReadCache read, Problems problems)
    {
        _definition = definition;
        _evalSet = evalSet;
        _read = read;
        Items = items;
        Problems = problems;
    }

    /// <summary>The grader's id in <c>evalset.yaml</c>.</summary>
    public string Id => _definition.Id;

    /// <summary>The kind as <c>evalset.yaml</c> names it, with <c>not-</c> before it where it is turned round.</summary>
    public string Type => _definition.Type;

    /// <summary>
    /// The grader's whole mapping. Read every option while the grader is made: a key that nobody has asked for by then
    /// is refused as unknown. A value that can't be read is noted as a problem at its line.
    /// </summary>
    public YamlMap Options => _definition.Options;

    /// <summary>The folder of <c>evalset.yaml</c> as a full path: files that options name are looked for there.</summary>
    public string Folder => _evalSet.Folder;

    /// <summary>The items that the grader applies to, so that each can be checked before anything is sent.</summary>
    public IEnumerable<EvalItem> Items { get; }

    /// <summary>Where to note what is wrong with an item; <see cref="Options"/> notes what is wrong with an option.</summary>
    public Problems Problems { get; }

    /// <summary>The text of a file that an option names, which graders that share it read once.</summary>
    /// <exception cref="InputException">It can't be read.</exception>
    internal string TextOf(string file) => _read.ReadText(Path.Combine(Folder, file), file);

    /// <summary>How the response's text is read: field, extract, trim, normalise, ignore_case.</summary>
    internal ResponseReading Reading(bool ignoreCase = false) => ResponseReading.Of(Options, ignoreCase);

    /// <summary>The value of an option that may name <c>{expected}</c> or a field; every item must have what it names.</summary>
    internal ValueSource Value(string key = "value", string? fallback = "{expected}")
    {
        var text = Options.Text(key) ?? fallback;
        if (text is null)
            Options.Problem(key, $"The grader “{Id}” ({Type}) needs “{key}”.");
        var source = new ValueSource(text ?? "");
        Require(source);
        return source;
    }

    /// <summary>A value that is looked for in texts; an empty one would be found in every text.</summary>
    internal ValueSource ValueToFind(ResponseReading reading)
    {
        var source = Value();
        foreach (var item in Items.Where(item => source.Missing(item) is null && reading.Form.Apply(source.For(item)).Length == 0))
            RefuseEmpty(item);
        return source;
    }

    /// <summary>The values of a list option, or of an expected answer that is a list, that are looked for in texts.</summary>
    internal ValueList ValuesToFind(ResponseReading reading)
    {
        var list = Values();
        foreach (
            var item in Items.Where(item =>
                list.Sources.All(source => source.Missing(item) is null)
                && list.For(item).Any(value => reading.Form.Apply(value).Length == 0)
            )
        )
            RefuseEmpty(item);
        return list;
    }

    /// <summary>The values of a list option, or of an expected answer that is a list.</summary>
    internal ValueList Values()
    {
        if (Options.Has("values") && Options.Has("value"))
            Options.Problem("values", "There are both “value” and “values”. Keep one of them.");
        if (Options.Has("values") && Options.Texts("values").Count == 0)
            Options.Problem("values", "“values” is empty. List at least one value.");
        var list = new ValueList(
            Options.Has("values") ? [.. Options.Texts("values").Select(text => new ValueSource(text))] : null,
            new ValueSource(Options.Text("value") ?? "{expected}")
        );
        foreach (var source in list.Sources)
            Require(source);
        foreach (
            var item in Items.Where(item => !Options.Has("values") && list.Sources[0].Missing(item) is null && list.For(item).Count == 0)
        )
            Problems.Add(
                item.File,
                item.Line,
                $"The list of the item “{item.Id}” is empty. The grader “{Id}” ({Type}) needs at least one value."
            );
        return list;
    }

    /// <summary>The whole number of a length grader's <c>value</c>.</summary>
    internal int Limit()
    {
        if (Options.Integer("value", 0) is { } limit)
            return limit;
        if (!Options.Has("value"))
            Options.Problem("value", $"The grader “{Id}” ({Type}) needs “value”: a whole number from 0.");
        return 0;
    }

    private void RefuseEmpty(EvalItem item) =>
        Problems.Add(
            item.File,
            item.Line,
            $"The value of the item “{item.Id}” is empty, and every text holds an empty one, so the grader “{Id}” ({Type}) could never fail."
        );

    private void Require(ValueSource source)
    {
        foreach (var item in Items.Where(item => source.Missing(item) is not null))
        {
            var name = source.Missing(item)!;
            Problems.Add(
                item.File,
                item.Line,
                $"“{name}” is missing in the item “{item.Id}”. The grader “{Id}” ({Type}) needs one: add it, or give the grader “when: {name}”."
            );
        }
    }
}
