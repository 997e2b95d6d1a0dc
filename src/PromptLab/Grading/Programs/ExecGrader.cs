using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Programs;

namespace PromptLab.Grading.Programs;

/// <summary><c>exec</c>: a program of the user's, in any language, gives the score. Its failures are the grader's errors.</summary>
internal sealed class ExecGrader(string id, GraderProgram program, JsonObject? options) : IGrader
{
    /// <summary>The name of the kind.</summary>
    public const string Kind = "exec";

    private const string Program = "program";

    /// <summary>The code of the score 1 where the program gives no code.</summary>
    public static readonly ReasonCode Right = ReasonCode.Right("exec.right");

    /// <summary>The code of a lower score where the program gives no code.</summary>
    public static readonly ReasonCode Wrong = ReasonCode.Wrong(
        "exec.wrong",
        ["task", "examples"],
        "A program of yours gave less than the highest score: its reasons say why."
    );

    /// <summary>The code of no score where the program gives no code.</summary>
    public static readonly ReasonCode Undecided = ReasonCode.Undecided("exec.undecided");

    public static IReadOnlyList<ReasonCode> Codes { get; } = [Right, Wrong, Undecided];

    public string Name => Kind;

    public static IGrader? Create(GraderSetup setup)
    {
        var name = setup.Options.RequiredText(Program, "tone");
        var hasOptions = setup.Options.Map("options") is not null;
        var options = hasOptions ? setup.Options.Json("options") as JsonObject : null;
        if (name.Length == 0 || setup.Programs.Find(setup, Program, name) is not { } program)
            return null;
        if (!setup.Programs.Define(name)!.IsIdentified)
            setup.Options.Warn(
                Program,
                $"No file of the project stands in the command of the program “{name}”, so nothing tells a changed program from the old one. Give it a “version” in promptlab.yaml, and change it with the program."
            );
        return new ExecGrader(setup.Id, program, options);
    }

    /// <summary>The programs that graders of an eval set name, with what decides their verdicts; null where there are none.</summary>
    public static JsonObject? IdentitiesOf(IEnumerable<GraderDefinition> graders, GraderPrograms programs)
    {
        var named = graders
            .Where(grader => grader.Type == Kind)
            .Select(grader => programs.Define(grader.Options.Text(Program) ?? ""))
            .OfType<ProgramDefinition>()
            .DistinctBy(definition => definition.Name)
            .Select(definition => KeyValuePair.Create(definition.Name, (JsonNode?)definition.Identity()))
            .ToList();
        return named.Count == 0 ? null : new JsonObject(named);
    }

    public async ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var isSealed = context.Item.IsSealed;
        var reply = await program.AskAsync(ProgramRequest.Of(id, context, options), isSealed, cancellationToken);
        return new ProgramReply(program, isSealed).Read(reply);
    }
}
