using System.Text.Json.Nodes;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// The fields and graders of results, from which the columns of <c>items.csv</c> follow. Gathered as results come, so
/// that the table can be written without holding them.
/// </summary>
internal sealed class ItemsCsvFields
{
    private readonly SortedSet<string> _input = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _expected = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _graders = new(StringComparer.Ordinal);

    /// <summary>The names of input fields, sorted.</summary>
    public IReadOnlyCollection<string> Input => _input;

    /// <summary>The names of expected fields, sorted.</summary>
    public IReadOnlyCollection<string> Expected => _expected;

    /// <summary>The ids of graders, sorted.</summary>
    public IReadOnlyCollection<string> Graders => _graders;

    /// <summary>True where an item's expected value is no object of fields.</summary>
    public bool HasPlainExpected { get; private set; }

    /// <summary>Takes over what others noted.</summary>
    public void Add(ItemsCsvFields other)
    {
        _input.UnionWith(other._input);
        _expected.UnionWith(other._expected);
        _graders.UnionWith(other._graders);
        HasPlainExpected |= other.HasPlainExpected;
    }

    /// <summary>Takes note of a result's fields.</summary>
    public void Add(ItemResult result)
    {
        foreach (var name in result.Input.Keys)
            _input.Add(name);
        HasPlainExpected |= result.Expected is not (null or JsonObject);
        if (result.Expected is JsonObject fields)
        {
            foreach (var (name, _) in fields)
                _expected.Add(name);
        }

        foreach (var verdict in result.Grade?.Verdicts ?? [])
            _graders.Add(verdict.Id);
    }
}
