using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Reads the list of a response and the expected one, and finds the elements that are in both, in any order.</summary>
internal sealed class ElementLists
{
    private readonly ResponseReader _reader;
    private readonly ValueSource? _source;
    private readonly JsonArray? _values;
    private readonly string? _separator;
    private readonly bool _ignoresDuplicates;
    private readonly IReadOnlyList<string> _keys;

    private ElementLists(GraderSetup setup)
    {
        _reader = setup.CreateReader();
        _values = setup.Options.Json("values") as JsonArray;
        _source = setup.Options.Has("values") ? null : setup.ReadValue();
        _separator = setup.Options.Text("separator");
        _ignoresDuplicates = setup.Options.Choice("duplicates", "count", "ignore") == "ignore";
        _keys = setup.Options.Texts("compare");
    }

    public bool IsImmediate => _reader.IsImmediate;

    /// <summary>Reads the options; items whose expected answer is no list are reported.</summary>
    public static ElementLists Read(GraderSetup setup)
    {
        var options = setup.Options;
        if (options.Has("values") && options.Has("value"))
            options.Problem("values", "There are both “value” and “values”. Keep one of them.");
        if (options.Has("values") && !options.IsList("values"))
            options.Problem("values", "“values” takes a list: [a, b].");
        if (options.Has("separator") && string.IsNullOrEmpty(options.Text("separator")))
            options.Problem("separator", "“separator” takes what stands between two elements, such as \";\".");
        if (options.Has("compare") && options.Texts("compare").Count == 0)
            options.Problem("compare", "“compare” takes the keys that count: [type, text].");
        var lists = new ElementLists(setup);
        foreach (var item in setup.Items.Where(item => lists._source?.FindMissing(item) is null))
        {
            if (lists.ProblemOf(item) is { } problem)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"The item “{item.Id}”: {problem} The grader “{setup.Id}” ({setup.Type}) needs it."
                );
        }

        return lists;
    }

    /// <summary>Compares the list of a response with the wanted one, in any order.</summary>
    public (ListMatch? Match, int Wanted, Score? Failure) Compare(GradingContext context) => Compare(context, Match);

    /// <summary>Compares the list of a response with the wanted one, place by place.</summary>
    public (ListMatch? Match, int Wanted, Score? Failure) ComparePlaces(GradingContext context) => Compare(context, MatchPlaces);

    private (ListMatch? Match, int Wanted, Score? Failure) Compare(
        GradingContext context,
        Func<List<(string Key, JsonNode? Value)>, List<(string Key, JsonNode? Value)>, ListMatch> match
    )
    {
        var (wanted, isWantedJson) = WantedBy(context.Item);
        var (text, failure) = _reader.ReadRaw(context);
        if (failure is not null)
            return (null, wanted?.Count ?? 0, failure);
        var (found, isFoundJson) = TextList.Read(text, _separator);
        if (found is null || wanted is null)
            return (null, wanted?.Count ?? 0, null);
        var keys = new JsonKey(_reader.Normaliser, scalarsAreTexts: !isWantedJson || !isFoundJson, textsAreNumbers: wanted.All(IsNumber));
        context.Trace?.Add("list read", CanonicalJson.Write(new JsonArray([.. found.Select(value => value?.DeepClone())])));
        context.Trace?.Add("compared with", CanonicalJson.Write(new JsonArray([.. wanted.Select(value => value?.DeepClone())])));
        return (match(Elements(wanted, keys, context), Elements(found, keys, context)), wanted.Count, null);
    }

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static ListMatch MatchPlaces(List<(string Key, JsonNode? Value)> wanted, List<(string Key, JsonNode? Value)> found)
    {
        var right = wanted.Zip(found).Select(pair => pair.First.Key == pair.Second.Key).ToList();
        return new ListMatch(
            new MatchCounts(right.Count(isRight => isRight), found.Count, wanted.Count),
            right.IndexOf(true) is var first and >= 0 ? first + 1 : null,
            [.. wanted.Where((_, place) => place >= right.Count || !right[place]).Select(element => element.Value)],
            [.. found.Where((_, place) => place >= right.Count || !right[place]).Select(element => element.Value)]
        )
        {
            IsByPlace = true,
        };
    }

    private static ListMatch Match(List<(string Key, JsonNode? Value)> wanted, List<(string Key, JsonNode? Value)> found)
    {
        var open = wanted.CountBy(element => element.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (right, firstRight, extra) = (0, (int?)null, new List<JsonNode?>());
        for (var i = 0; i < found.Count; i++)
        {
            if (open.GetValueOrDefault(found[i].Key) is var left and > 0)
            {
                open[found[i].Key] = left - 1;
                right++;
                firstRight ??= i + 1;
            }
            else
            {
                extra.Add(found[i].Value);
            }
        }

        // Of equal elements, the last ones are the missing ones.
        var missing = wanted.AsEnumerable().Reverse().Where(element => open[element.Key]-- > 0).Select(element => element.Value).Reverse();
        return new ListMatch(new MatchCounts(right, found.Count, wanted.Count), firstRight, [.. missing], extra);
    }

    private List<(string Key, JsonNode? Value)> Elements(IReadOnlyList<JsonNode?> list, JsonKey keys, GradingContext context)
    {
        var elements = list.Select(value => (Key: KeyOf(value, keys, context.Budget), Value: value));
        return [.. _ignoresDuplicates ? elements.DistinctBy(element => element.Key, StringComparer.Ordinal) : elements];
    }

    // An element without one of the keys is another one than all that have it.
    private string KeyOf(JsonNode? value, JsonKey keys, WorkBudget budget) =>
        _keys.Count == 0 ? keys.Of(value, budget)
        : value is JsonObject
            ? string.Concat(_keys.Select(key => JsonPath.TryFind(value, key, out var part) ? $"={keys.Of(part, budget)}" : "-"))
        : "no object " + keys.Of(value, budget);

    private (IReadOnlyList<JsonNode?>? Elements, bool IsJson) WantedBy(EvalItem item) =>
        _source is null
            ? ([.. _values ?? []], true)
            : _source.NodeFor(item) switch
            {
                JsonArray list => ([.. list], true),
                JsonObject => (null, true),
                var scalar => TextList.Read(CanonicalJson.TextOf(scalar), _separator),
            };

    private string? ProblemOf(EvalItem item)
    {
        if (WantedBy(item).Elements is not { } wanted)
            return "the expected answer is no list.";
        return wanted.FirstOrDefault(element => _keys.Any(key => !JsonPath.TryFind(element, key, out _))) is { } element
            ? $"the expected element {FieldRule.Describe(element)} does not have all of {string.Join(", ", _keys)}, by which “compare” compares."
            : null;
    }
}

/// <summary>What two lists have in common.</summary>
/// <param name="Counts">How many elements are right, found and wanted.</param>
/// <param name="FirstRight">The rank of the first right element, from 1; null if none is right.</param>
/// <param name="Missing">The wanted elements that were not found.</param>
/// <param name="Extra">The found elements that are not wanted.</param>
internal sealed record ListMatch(MatchCounts Counts, int? FirstRight, IReadOnlyList<JsonNode?> Missing, IReadOnlyList<JsonNode?> Extra)
{
    private const int MaxShown = 3;

    /// <summary>True if places were compared, so that a wrong element stands in the place of a missing one.</summary>
    public bool IsByPlace { get; init; }

    /// <summary>True if every wanted element is there, and no other.</summary>
    public bool IsComplete => Missing.Count == 0 && Extra.Count == 0;

    /// <summary>True if there are elements that are not wanted besides, so that naming everything earns nothing.</summary>
    public bool HasTooMany => IsByPlace ? Counts.Found > Counts.Wanted : Extra.Count > 0;

    /// <summary>The share of right elements among those of both lists, from 0 to 1; of places, among the wanted ones.</summary>
    public double Share => IsComplete ? 1 : (double)Counts.Right / (Counts.Wanted + (IsByPlace ? 0 : Extra.Count));

    /// <summary>1 divided by the rank of the first right element, from 0 to 1; 0 if none is right, and 1 if both lists are empty.</summary>
    public double ReciprocalRank =>
        FirstRight is { } rank ? 1.0 / rank
        : Counts is { Found: 0, Wanted: 0 } ? 1
        : 0;

    /// <summary>What was right, missing and not wanted, as a sentence.</summary>
    public string Describe()
    {
        var parts = new[] { Listed("missing", Missing), Listed("not wanted", Extra) }.Where(part => part.Length > 0);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Counts.Right} of {Counts.Wanted} wanted elements are there{string.Concat(parts)}."
        );
    }

    private static string Listed(string what, IReadOnlyList<JsonNode?> elements) =>
        elements.Count == 0
            ? ""
            : $"; {what}: {string.Join(", ", elements.Take(MaxShown).Select(FieldRule.Describe))}{(elements.Count > MaxShown ? " and others" : "")}";
}
