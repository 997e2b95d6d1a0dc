using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>Computes what changed from one text of a prompt to another; the changes stated in the file are ignored.</summary>
internal static class PromptChanges
{
    /// <summary>
    /// The changed elements: sections (<c>constraints</c>), <c>order</c> if the order of the common sections differs, render
    /// options (<c>render.examples</c>), <c>variables</c>, <c>response_schema</c>, <c>tools</c>. Empty if the model would see the same.
    /// </summary>
    public static IReadOnlyList<string> Between(Prompt parent, Prompt child) =>
        [
            .. Sections(parent, child),
            .. Order(parent, child),
            .. Render(parent, child),
            .. Variables(parent, child),
            .. Schema(parent, child),
            .. Tools(parent, child),
        ];

    private static IEnumerable<string> Sections(Prompt parent, Prompt child) =>
        from kind in Enum.GetValues<SectionKind>()
        where TextOf(parent, kind) != TextOf(child, kind)
        select kind.Word();

    private static IEnumerable<string> Order(Prompt parent, Prompt child)
    {
        var common = parent.Sections.Select(section => section.Kind).Intersect(child.Sections.Select(section => section.Kind)).ToHashSet();
        var before = parent.Sections.Select(section => section.Kind).Where(common.Contains);
        var after = child.Sections.Select(section => section.Kind).Where(common.Contains);
        if (!before.SequenceEqual(after))
            yield return "order";
    }

    private static IEnumerable<string> Render(Prompt parent, Prompt child)
    {
        var before = PromptIdentity.Render(parent.Render);
        foreach (var (name, value) in PromptIdentity.Render(child.Render))
        {
            if (!JsonNode.DeepEquals(before[name], value))
                yield return $"render.{name}";
        }
    }

    private static IEnumerable<string> Variables(Prompt parent, Prompt child)
    {
        if (VariablesOf(parent) != VariablesOf(child))
            yield return "variables";
    }

    private static IEnumerable<string> Schema(Prompt parent, Prompt child)
    {
        if (CanonicalJson.Write(parent.ResponseSchema) != CanonicalJson.Write(child.ResponseSchema))
            yield return "response_schema";
    }

    private static IEnumerable<string> Tools(Prompt parent, Prompt child)
    {
        if (!parent.Tools.Select(TextOf).SequenceEqual(child.Tools.Select(TextOf), StringComparer.Ordinal))
            yield return "tools";
    }

    internal static string TextOf(PromptTool tool) => CanonicalJson.Write(tool.ToJson());

    private static string? TextOf(Prompt prompt, SectionKind kind) =>
        prompt.Sections.FirstOrDefault(section => section.Kind == kind) is { } section
            ? CanonicalJson.Write(PromptIdentity.Section(section))
            : null;

    private static string VariablesOf(Prompt prompt) =>
        string.Join(
            '\n',
            prompt
                .Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)
                .Select(variable => CanonicalJson.Write(PromptIdentity.Variable(variable)))
        );
}
