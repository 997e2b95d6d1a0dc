using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Grading.Languages;
using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>The instructions that each item wants: those of the option <c>instructions</c>, or those of a value of the item.</summary>
internal sealed class WantedInstructions
{
    private readonly ValueSource? _value;
    private readonly JsonNode? _listed;
    private readonly string? _language;
    private readonly IReadOnlyList<Instruction>? _same;
    private readonly ConditionalWeakTable<EvalItem, IReadOnlyList<Instruction>> _ofItems = [];

    private WantedInstructions(ValueSource? value, JsonNode? listed, string? language, IReadOnlyList<Instruction>? same) =>
        (_value, _listed, _language, _same) = (value, listed, language, same);

    /// <summary>Reads the options; null, with problems reported, where they or an item's instructions are wrong.</summary>
    public static WantedInstructions? Read(GraderSetup setup)
    {
        var before = setup.Problems.Found.Count;
        var language = ReadLanguage(setup);
        var wanted = setup.Options.Has("instructions") ? FromOption(setup, language) : FromItems(setup, language);
        return setup.Problems.Found.Count == before ? wanted : null;
    }

    /// <summary>The instructions of an item.</summary>
    public IReadOnlyList<Instruction> For(EvalItem item) => _same ?? _ofItems.GetValue(item, Read);

    private IReadOnlyList<Instruction> Read(EvalItem item) =>
        new InstructionReader(_language).Read(_value is null ? ReferenceValues.Fill(_listed, item) : _value.NodeFor(item));

    private static string? ReadLanguage(GraderSetup setup)
    {
        var language = setup.Options.Text("language");
        if (language is not null && (language.Length is not (2 or 3) || language.AsSpan().ContainsAnyExceptInRange('a', 'z')))
            setup.Options.Problem(
                "language",
                $"“language” takes a code of two or three small letters, such as en, es or ja, not “{language}”."
            );
        else if (language is not null && LanguageNames.CodeOf(language) is null)
            setup.Options.Problem(
                "language",
                $"“{language}” is no known language. Known: {string.Join(", ", LanguageNames.Codes)}.{NearestName.Suggest(language, LanguageNames.Codes)}"
            );
        return language;
    }

    private static WantedInstructions FromOption(GraderSetup setup, string? language)
    {
        if (setup.Options.Has("value"))
            setup.Options.Problem("instructions", "There are both “instructions” and “value”. Keep one of them.");
        var listed = setup.Options.Json("instructions");
        var wanted = new WantedInstructions(null, listed, language, same: null);
        if (!ReferenceValues.HasAny(listed))
            return new WantedInstructions(null, listed, language, ReadReported(listed, language, setup));
        foreach (var item in setup.Items)
        {
            if (ReferenceValues.FindMissing(listed, item) is { } name)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"“{name}” is missing in the item “{item.Id}”. The grader “{setup.Id}” ({setup.Type}) needs it."
                );
            else
                ReadReported(ReferenceValues.Fill(listed, item), language, setup);
        }

        return wanted;
    }

    private static IReadOnlyList<Instruction> ReadReported(JsonNode? listed, string? language, GraderSetup setup)
    {
        var reader = new InstructionReader(language);
        var read = reader.Read(listed ?? new JsonArray());
        var lines = setup.Options.EntryLines("instructions");
        foreach (var problem in reader.Problems)
            setup.Problems.Add(
                setup.Options.File,
                problem.Entry is { } entry && entry < lines.Count ? lines[entry] : setup.Options.LineOf("instructions"),
                problem.Message
            );
        return read;
    }

    private static WantedInstructions FromItems(GraderSetup setup, string? language)
    {
        var value = setup.ReadValue();
        foreach (var item in setup.Items.Where(item => value.FindMissing(item) is null))
        {
            var reader = new InstructionReader(language);
            reader.Read(value.NodeFor(item));
            foreach (var problem in reader.Problems)
                setup.Problems.Add(item.File, item.Line, $"The instructions of the item “{item.Id}”: {problem.Message}");
        }

        return new WantedInstructions(value, null, language, same: null);
    }
}
