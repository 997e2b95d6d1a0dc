using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>Creates an eval set from items in code, with the same checks as for files.</summary>
internal static class EvalSetFromCode
{
    /// <summary>The file name of problems; their line is the number of the item or grader, from 1.</summary>
    public const string FileName = "items";

    private const string GradersName = "graders";

    public static EvalSet Build(IReadOnlyList<EvalItem> items, IReadOnlyList<string> graders)
    {
        var problems = new Problems();
        IReadOnlyList<string> splits = [.. items.Select(item => item.Split).OfType<string>().Distinct(StringComparer.Ordinal)];
        var reader = new ItemReader(splits, [SplitNames.Holdout], ItemMapping.None, new EvalSetReadOptions(), problems);
        var checkedItems = items.Select((item, index) => reader.ToItem(ToDraft(item, index + 1))).OfType<EvalItem>().ToList();
        if (items.Count == 0)
            problems.Add(FileName, null, "The eval set has no items.");
        var definitions = GraderDefinitionReader.Read(ParseGraders(graders.Count == 0 ? ["equals"] : graders, problems));
        var groups = GraderDefinitionReader.ReadGroups([], definitions);
        problems.ThrowIfErrors();
        return new EvalSet
        {
            Name = "from-code",
            Hash = EvalSetHash.Of(checkedItems),
            Items = checkedItems,
            Graders = definitions,
            Groups = groups,
            Score = new ScoreRule(ScoreCombination.WeightedMean, 1),
            InputFields =
            [
                .. checkedItems
                    .SelectMany(item => item.Input.Keys.Select(name => new InputField(name, item.File, item.Line)))
                    .DistinctBy(field => field.Name),
            ],
            Splits = splits,
            File = FileName,
            Folder = Directory.GetCurrentDirectory(),
        };
    }

    private static ItemDraft ToDraft(EvalItem item, int number) =>
        new()
        {
            File = FileName,
            Line = number,
            Id = item.Id,
            Input = item.Input,
            Expected = item.Expected,
            Tags = item.Tags,
            Split = item.Split,
            Weight = item.Weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            Cluster = item.Cluster,
            Notes = item.Notes,
            GraderIds = item.GraderIds,
        };

    private static List<YamlMap> ParseGraders(IReadOnlyList<string> graders, Problems problems) =>
        [.. graders.Select((text, index) => ParseGrader(text, index + 1, problems)).OfType<YamlMap>()];

    // The name of a kind alone is the id as well.
    private static YamlMap? ParseGrader(string text, int number, Problems problems)
    {
        var yaml = text.Contains(':', StringComparison.Ordinal) ? text : $"{{ id: {text}, type: {text} }}";
        return YamlMap.Read(yaml, GradersName, problems, lineOffset: number - 1);
    }
}
