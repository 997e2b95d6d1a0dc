using System.Text.Json.Nodes;
using PromptLab.Grading.Instructions;

namespace PromptLab.Tests.Grading.Instructions;

/// <summary>One recorded verdict of IFEval's own checks, beside ours.</summary>
/// <param name="Model">The start of the model's name.</param>
/// <param name="Item">The item's id.</param>
/// <param name="Type">IFEval's id of the instruction, without the prefix of the language.</param>
/// <param name="Strict">IFEval's strict verdict.</param>
/// <param name="OurStrict">Our strict verdict; null for undecided.</param>
/// <param name="Loose">IFEval's loose verdict.</param>
/// <param name="OurLoose">Our loose verdict; null for undecided.</param>
internal sealed record IfevalVerdict(string Model, string Item, string Type, bool Strict, bool? OurStrict, bool Loose, bool? OurLoose);

/// <summary>Every verdict that the shared set has recorded, and ours on the same response.</summary>
internal static class IfevalVerdicts
{
    public static IReadOnlyList<IfevalVerdict> Read()
    {
        var folder = SharedFiles.Require("data/ifeval-en/en");
        var items = File.ReadLines(Path.Combine(folder, "items.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(item => (string)item["id"]!);
        return
        [
            .. Directory
                .EnumerateFiles(folder, "outputs.*.jsonl")
                .Order(StringComparer.Ordinal)
                .SelectMany(file => File.ReadLines(file).SelectMany(line => Of(ModelIn(file), JsonNode.Parse(line)!, items))),
        ];
    }

    private static IEnumerable<IfevalVerdict> Of(string model, JsonNode output, Dictionary<string, JsonNode> items)
    {
        var item = items[(string)output["id"]!];
        var reader = new InstructionReader(null);
        var instructions = reader.Read(item);
        Assert.Empty(reader.Problems);
        var text = (string?)output["output"] ?? "";
        string[] variants = [text, .. LooseVariants.Of(text)];
        for (var i = 0; i < instructions.Count; i++)
        {
            var ours = variants.Select(variant => Check(instructions[i], variant)).ToList();
            yield return new IfevalVerdict(
                model,
                (string)item["id"]!,
                instructions[i].Name["en:".Length..],
                (bool)output["upstream_strict"]![i]!,
                ours[0],
                (bool)output["upstream_loose"]![i]!,
                ours.Contains(true) ? true
                    : ours.Contains(null) ? null
                    : false
            );
        }
    }

    private static bool? Check(Instruction instruction, string text) =>
        string.IsNullOrWhiteSpace(text) ? false : instruction.Check(new InstructionText(text, instruction.Language)).IsFollowed;

    private static string ModelIn(string file) => Path.GetFileName(file).Split('.')[1].Split('-', '_')[0];
}
