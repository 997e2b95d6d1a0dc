using PromptLab.EvalSets;

namespace PromptLab.Starting;

/// <summary>Writes <c>evalset.yaml</c> of a new set, with graders that fit what is expected.</summary>
internal static class StarterYaml
{
    /// <summary>The text of the file.</summary>
    /// <param name="set">The items.</param>
    /// <param name="splits">The splits that they have, in use.</param>
    /// <param name="schema">The path of the JSON Schema for editors, from the folder of the file.</param>
    public static string TextOf(StarterSet set, IEnumerable<string> splits, string schema)
    {
        var used = SplitNames.All.Where(splits.ToHashSet(StringComparer.Ordinal).Contains).ToList();
        return $"""
            # yaml-language-server: $schema={schema}
            schema: promptlab/evalset@1
            name: {set.Name}
            version: "1"                       # raise it when the items change
            source: {YamlText.Quoted(set.Source)}
            data: {StarterItems.FileOf(set)}
            {(used.Count == 0 ? NoSplits(set.Name) : "splits:\n" + string.Join('\n', used.Select(Declared)))}

            graders:
            {GradersOf(set)}

            score:
              item: all-pass                   # every grader has to pass

            """;
    }

    private static string NoSplits(string name) =>
        $"# No splits yet: promptlab split-evalset {name} deals them, best before anything is run.";

    private static string Declared(string split) =>
        split switch
        {
            SplitNames.Train => "  train: { purpose: export }         # examples for the prompt come from here",
            SplitNames.Dev => "  dev: { purpose: iterate }          # what you look at while you improve the prompt",
            _ => "  holdout: { purpose: confirm }      # kept for promptlab confirm: do not look at it",
        };

    private static string GradersOf(StarterSet set) =>
        set.Kind switch
        {
            ExpectedKind.Label => $"""
                  - id: label                        # the response names this label and no other
                    type: label
                    labels: {YamlText.List(set.Labels)}
                """,
            ExpectedKind.Number => """
                  - id: number                       # the number in the response; “tolerance: 0.01” allows for rounding
                    type: number
                """,
            ExpectedKind.Json => string.Join(
                '\n',
                set.Fields.Select(field => FieldGrader(set, field)).Prepend("  - { id: json, type: is-json }")
            ),
            _ => """
                  # The answers are texts of their own, so that a right answer in other words fails here. Other kinds: contains,
                  # regex, json-field and more, under “Graders” in the documentation.
                  - id: same
                    type: equals
                """,
        };

    private static string FieldGrader(StarterSet set, string field)
    {
        var values = set.Items.Select(item => item.Fields![field]).ToList();
        var rule = values.TrueForAll(value => value?.GetValueKind() is null or System.Text.Json.JsonValueKind.Number) ? "number" : "equals";
        var id = "field-" + VariableName.Of(field, "x").Replace('_', '-');
        var absent = values.Exists(value => value is null) ? ", absent_when_missing: true" : "";
        return $"  - {{ id: {id}, type: json-field, field: {YamlText.Quoted(field)}, {rule}: {YamlText.Quoted("{expected." + field + "}")}{absent} }}";
    }
}
