using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Prompts;

/// <summary>The name of a frozen version, <c>v1</c>, <c>v2</c>, …, as a number.</summary>
internal sealed partial record PromptVersion
{
    private PromptVersion(int number) => Number = number;

    /// <summary><c>v1</c>, the first version of every prompt.</summary>
    public static PromptVersion First { get; } = new(1);

    /// <summary>The number, from 1 to 999,999,999: 10 for <c>v10</c>.</summary>
    public int Number { get; }

    /// <summary>The version after this one.</summary>
    public PromptVersion Next => new(Number + 1);

    /// <summary>Parses a version name; null for anything else, such as <c>draft</c>, a label, <c>v0</c> or <c>v01</c>.</summary>
    public static PromptVersion? Of(string? text) =>
        text is not null && Name().IsMatch(text) ? new PromptVersion(int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture)) : null;

    /// <summary>A sort key: the number of a version, or <see cref="int.MaxValue"/> for anything else.</summary>
    public static int SortKey(string? text) => Of(text)?.Number ?? int.MaxValue;

    /// <summary>The name, such as <c>v10</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Number}");

    [GeneratedRegex(@"^v[1-9][0-9]{0,8}\z", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
