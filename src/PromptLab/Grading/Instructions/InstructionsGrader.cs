using PromptLab.Files;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// <c>instructions</c>: checks which of an item's instructions a response follows, as IFEval does: strictly, on the response as it is,
/// and loosely, on the best of eight variants for each.
/// </summary>
internal sealed class InstructionsGrader(ResponseReader reader, WantedInstructions wanted, bool isLoose, bool wantsAll) : ISynchronousGrader
{
    private const int CharactersPerStep = 100;

    public static IReadOnlyList<ReasonCode> Codes => InstructionCodes.All;

    public string Name => "instructions";

    public bool IsImmediate => reader.IsImmediate;

    public static IGrader? Create(GraderSetup setup)
    {
        // What trim and normalise drop is what the instructions are about.
        var reader = new ResponseReader
        {
            Steps = ExtractReader.Read(setup.Options),
            Field = setup.Options.Text("field"),
            Normaliser = new TextNormaliser { Trim = false },
        };
        var isLoose = setup.Options.Choice("mode", "strict", "loose") == "loose";
        var wantsAll = setup.Options.Choice("score", "share", "all") == "all";
        return WantedInstructions.Read(setup) is { } wanted ? new InstructionsGrader(reader, wanted, isLoose, wantsAll) : null;
    }

    public Score Grade(GradingContext context)
    {
        var (text, failure) = reader.ReadRaw(context);
        if (failure is not null)
            return failure;
        var results = Judge(wanted.For(context.Item), text, context.Budget);
        if (results.Find(result => Decisive(result).IsFollowed == false) is { } broken && (wantsAll || results.TrueForAll(IsDecided)))
            return WithFigures(Score.Of(wantsAll ? 0 : Share(results, isLoose), broken.Instruction.Code, Reason(broken, results)), results);
        if (results.Find(result => !IsDecided(result)) is { } unsure)
            return WithFigures(
                Score.Undecided(InstructionCodes.Unsure, $"“{unsure.Instruction.Name}”: {Decisive(unsure).Found}."),
                results
            );
        return WithFigures(Score.Of(1, InstructionCodes.Followed, AllFollowed(results)), results);
    }

    private static List<InstructionResult> Judge(IReadOnlyList<Instruction> instructions, string text, WorkBudget budget)
    {
        var variants = new ResponseVariants(text);
        var results = new List<InstructionResult>();
        foreach (var instruction in instructions)
        {
            var strict = Check(instruction, variants.Whole(instruction.Language), budget);
            var loose = strict;
            foreach (var variant in strict.IsFollowed == true ? [] : variants.Others(instruction.Language))
            {
                var verdict = Check(instruction, variant, budget);
                loose = verdict.IsFollowed == false ? loose : verdict;
                if (loose.IsFollowed == true)
                    break;
            }

            results.Add(new InstructionResult(instruction, strict, loose));
        }

        return results;
    }

    private static InstructionVerdict Check(Instruction instruction, InstructionText text, WorkBudget budget)
    {
        budget.Spend(1 + (text.Written.Length / CharactersPerStep));
        return text.Trimmed.Length == 0 ? InstructionVerdict.Of(false, "it is blank") : instruction.Check(text);
    }

    private InstructionVerdict Decisive(InstructionResult result) => isLoose ? result.Loose : result.Strict;

    private bool IsDecided(InstructionResult result) => Decisive(result).IsFollowed is not null;

    private string Reason(InstructionResult broken, List<InstructionResult> results)
    {
        var others = results.Count(result => Decisive(result).IsFollowed == true);
        return results.Count == 1
            ? $"“{broken.Instruction.Name}”: {Decisive(broken).Found}."
            : FormattableString.Invariant(
                $"{others} of {results.Count} instructions are followed; not “{broken.Instruction.Name}”: {Decisive(broken).Found}."
            );
    }

    private static string AllFollowed(List<InstructionResult> results) =>
        results.Count == 1
            ? $"“{results[0].Instruction.Name}” is followed."
            : FormattableString.Invariant($"All {results.Count} instructions are followed.");

    // The shares of a mode are left out where one of its instructions is undecided; the counts are those of the decided ones.
    private Score WithFigures(Score score, List<InstructionResult> results)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, loose) in new[] { ("loose", true), ("strict", false) })
        {
            if (!results.TrueForAll(result => (loose ? result.Loose : result.Strict).IsFollowed is not null))
                continue;
            var share = Share(results, loose);
            (metrics[name], metrics[$"all-{name}"]) = (share, share == 1 ? 1 : 0);
        }

        var followed = results.Count(result => Decisive(result).IsFollowed == true);
        var decided = results.Count(IsDecided);
        return score with
        {
            Metrics = metrics.Count == 0 ? null : metrics,
            Matches = decided == 0 ? null : new MatchCounts(followed, decided, decided),
        };
    }

    private static double Share(List<InstructionResult> results, bool loose) =>
        (double)results.Count(result => (loose ? result.Loose : result.Strict).IsFollowed == true) / results.Count;

    private sealed record InstructionResult(Instruction Instruction, InstructionVerdict Strict, InstructionVerdict Loose);
}
