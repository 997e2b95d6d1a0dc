using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.JsonSchemas;
using PromptLab.Texts;

namespace PromptLab.Grading.Structure;

/// <summary>
/// Compares two JSON values by what they say: the order of an object's fields makes no difference, and 12 and 12.0 are one number.
/// Immutable.
/// </summary>
/// <param name="Normaliser">Applied to texts; blanks at their ends count.</param>
internal sealed record JsonComparer(TextNormaliser Normaliser)
{
    private const int CharactersPerStep = 64;
    private const int PairingSteps = 4;

    private readonly TextNormaliser _texts = Normaliser with { Trim = false };

    /// <summary>The paths that are not compared.</summary>
    public PathPatterns Ignored { get; init; } = PathPatterns.None;

    /// <summary>How far numbers may lie apart.</summary>
    public NumberTolerance Tolerance { get; init; } = NumberTolerance.None;

    /// <summary>The comparer with the tolerance of an item.</summary>
    public JsonComparer With((decimal? Absolute, decimal? Relative) tolerance) =>
        this with
        {
            Tolerance = new NumberTolerance(tolerance.Absolute, tolerance.Relative),
        };

    /// <summary>True if the order of lists makes no difference.</summary>
    public bool IgnoresOrder { get; init; }

    /// <summary>The first difference; null if the values are equal.</summary>
    public JsonDifference? FindDifference(JsonNode? wanted, JsonNode? found, WorkBudget budget) => Find(wanted, found, [], budget);

    private JsonDifference? Find(JsonNode? wanted, JsonNode? found, List<string> path, WorkBudget budget)
    {
        budget.Spend();
        if (Ignored.Includes(path))
            return null;
        return (wanted, found) switch
        {
            (JsonObject first, JsonObject second) => FindInObjects(first, second, path, budget),
            (JsonArray first, JsonArray second) => IgnoresOrder
                ? FindInUnordered(first, second, path, budget)
                : FindInLists(first, second, path, budget),
            _ => IsSameScalar(wanted, found, budget) ? null : new JsonDifference(JsonDifferenceKind.Other, [.. path], wanted, found),
        };
    }

    private JsonDifference? FindInObjects(JsonObject wanted, JsonObject found, List<string> path, WorkBudget budget)
    {
        foreach (var (name, value) in wanted)
        {
            path.Add(name);
            var difference =
                found.TryGetPropertyValue(name, out var other) ? Find(value, other, path, budget)
                : Ignored.Includes(path) ? null
                : new JsonDifference(JsonDifferenceKind.Missing, [.. path], value, null);
            path.RemoveAt(path.Count - 1);
            if (difference is not null)
                return difference;
        }

        foreach (var (name, value) in found.Where(field => !wanted.ContainsKey(field.Key)))
        {
            budget.Spend();
            if (!Ignored.Includes([.. path, name]))
                return new JsonDifference(JsonDifferenceKind.Extra, [.. path, name], null, value);
        }

        return null;
    }

    private JsonDifference? FindInLists(JsonArray wanted, JsonArray found, List<string> path, WorkBudget budget)
    {
        for (var i = 0; i < Math.Max(wanted.Count, found.Count); i++)
        {
            path.Add(Name(i));
            var difference =
                i >= found.Count ? Missing(wanted[i], path)
                : i >= wanted.Count ? Extra(found[i], path)
                : Find(wanted[i], found[i], path, budget);
            path.RemoveAt(path.Count - 1);
            if (difference is not null)
                return difference;
        }

        return null;
    }

    private JsonDifference? Missing(JsonNode? value, List<string> path) =>
        Ignored.Includes(path) ? null : new JsonDifference(JsonDifferenceKind.MissingElement, [.. path], value, null);

    private JsonDifference? Extra(JsonNode? value, List<string> path) =>
        Ignored.Includes(path) ? null : new JsonDifference(JsonDifferenceKind.ExtraElement, [.. path], null, value);

    // A tolerance is not transitive, so that pairs are matched and not just counted. Where there is none, equal texts are equal values.
    private JsonDifference? FindInUnordered(JsonArray wanted, JsonArray found, List<string> path, WorkBudget budget)
    {
        if (IsSameBag(wanted, found, budget))
            return null;
        budget.Spend(PairingSteps * (long)wanted.Count * found.Count);
        var pairs = Pairing.Of(
            wanted.Count,
            found.Count,
            (i, j) =>
            {
                path.Add(Name(i));
                var isSame = Find(wanted[i], found[j], path, budget) is null;
                path.RemoveAt(path.Count - 1);
                return isSame;
            },
            budget
        );
        var missing = Enumerable.Range(0, wanted.Count).Where(i => pairs[i] < 0).Select(i => (int?)i).FirstOrDefault();
        var extra = Enumerable.Range(0, found.Count).Except(pairs).Select(j => (int?)j).FirstOrDefault();
        return (missing, extra) switch
        {
            ({ } i, { } j) => Missing(wanted[i], [.. path, Name(i)]) is { } difference
                ? difference with
                {
                    Kind = JsonDifferenceKind.Other,
                    Found = found[j],
                }
                : null,
            ({ } i, null) => Missing(wanted[i], [.. path, Name(i)]),
            (null, { } j) => Extra(found[j], [.. path, Name(j)]),
            _ => null,
        };
    }

    private static bool IsSameBag(JsonArray wanted, JsonArray found, WorkBudget budget)
    {
        if (wanted.Count != found.Count)
            return false;
        budget.Spend(wanted.Count + found.Count);
        return wanted
            .Select(CanonicalJson.Write)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(found.Select(CanonicalJson.Write).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private bool IsSameScalar(JsonNode? wanted, JsonNode? found, WorkBudget budget)
    {
        if (ExactNumber.Of(wanted) is { } first && ExactNumber.Of(found) is { } second)
            return first.Compare(second) == 0 || Tolerance.Allows(wanted!, found!);
        if (wanted is not JsonValue one || found is not JsonValue other || one.GetValueKind() != other.GetValueKind())
            return wanted is null && found is null;
        if (one.GetValueKind() != JsonValueKind.String)
            return true; // true and true, false and false
        var (text, otherText) = (one.GetValue<string>(), other.GetValue<string>());
        budget.Spend((text.Length + otherText.Length) / CharactersPerStep);
        return _texts.Apply(text) == _texts.Apply(otherText);
    }

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How two values differ.</summary>
internal enum JsonDifferenceKind
{
    /// <summary>Another value.</summary>
    Other,

    /// <summary>A field of an object is missing.</summary>
    Missing,

    /// <summary>A field of an object that is not wanted.</summary>
    Extra,

    /// <summary>An element of a list is missing.</summary>
    MissingElement,

    /// <summary>An element of a list that is not wanted.</summary>
    ExtraElement,
}

/// <summary>A place where two values differ.</summary>
/// <param name="Kind">How they differ.</param>
/// <param name="Path">The names and indexes that lead there; empty for the whole value.</param>
/// <param name="Wanted">The wanted value; null also where nothing is wanted.</param>
/// <param name="Found">The value that was found; null also where nothing was.</param>
internal sealed record JsonDifference(JsonDifferenceKind Kind, IReadOnlyList<string> Path, JsonNode? Wanted, JsonNode? Found)
{
    private const int MaxPathLength = 200;

    /// <summary>The difference as a sentence with the place and both values.</summary>
    public override string ToString()
    {
        var path = ShortText.Truncate(Path.Aggregate("", JsonPath.Append), MaxPathLength);
        var place = path.Length == 0 ? "" : $"At “{path}”: ";
        return Kind switch
        {
            JsonDifferenceKind.Missing or JsonDifferenceKind.MissingElement =>
                $"{place}nothing stands there, and {FieldRule.Describe(Wanted)} should.",
            JsonDifferenceKind.Extra or JsonDifferenceKind.ExtraElement =>
                $"{place}{FieldRule.Describe(Found)} stands there, and nothing should.",
            _ => $"{place}It is {Contrast()}.",
        };
    }

    private string Contrast()
    {
        if (Wanted is not JsonValue wanted || Found is not JsonValue found || !wanted.TryGetValue(out string? one))
            return $"{FieldRule.Describe(Found)}, not {FieldRule.Describe(Wanted)}";
        if (!found.TryGetValue(out string? other))
            return $"{FieldRule.Describe(Found)}, not the text {FieldRule.Describe(Wanted)}";
        var (shown, expected) = Quote.Apart(other, one);
        return $"{shown}, not {expected}";
    }
}
