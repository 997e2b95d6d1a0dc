using System.Text.Json;

namespace PromptLab.Tests.Statistics;

/// <summary>One case of the golden file: inputs, what comes out, and how near our numbers must come to it.</summary>
internal sealed class GoldenCase(JsonElement source)
{
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    public string Id => source.GetProperty("id").GetString()!;

    public string Function => source.GetProperty("function").GetString()!;

    public JsonElement this[string input] => source.GetProperty("inputs").GetProperty(input);

    private IEnumerable<string> Expected => source.GetProperty("expected").EnumerateObject().Select(property => property.Name);

    public static IReadOnlyList<GoldenCase> ReadAll()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("golden/golden_public.json")));
        return [.. file.RootElement.GetProperty("cases").EnumerateArray().Select(element => new GoldenCase(element.Clone()))];
    }

    public int Int(string input) => this[input].GetInt32();

    public double Number(string input) => this[input].GetDouble();

    public IReadOnlyList<double> Numbers(string input) => NumbersOf(this[input]);

    public IReadOnlyList<IReadOnlyList<double>> Table(string input) => [.. this[input].EnumerateArray().Select(NumbersOf)];

    public IReadOnlyList<IReadOnlyList<int>> Counts(string input) =>
        [.. this[input].EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray())];

    public void Compare(string field, params IReadOnlyList<double> actual)
    {
        var expected = source.GetProperty("expected").GetProperty(field);
        var values = expected.ValueKind == JsonValueKind.Array ? NumbersOf(expected) : [expected.GetDouble()];
        Assert.Equal(values.Count, actual.Count);
        foreach (var (value, ours) in values.Zip(actual))
            Assert.True(Math.Abs(value - ours) <= Tolerance(field), $"{Id}, {field}: {ours:R} instead of {value:R}");
        _compared.Add(field);
    }

    public void RequireThatAllWasCompared() =>
        Assert.Equal(Expected.Order(StringComparer.Ordinal), _compared.Order(StringComparer.Ordinal));

    private double Tolerance(string field)
    {
        var tolerance = source.GetProperty("tolerance");
        return tolerance.ValueKind == JsonValueKind.Object ? tolerance.GetProperty(field).GetDouble() : tolerance.GetDouble();
    }

    private static IReadOnlyList<double> NumbersOf(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
