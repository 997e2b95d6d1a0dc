using System.CommandLine;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab label prompt@v3 production</c>: sets or moves a label.</summary>
internal static class LabelCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var reference = new Argument<string>("prompt") { Description = "A frozen version, such as triage@v3." };
        var label = new Argument<string>("label") { Description = "The label, such as production." };
        var json = JsonOption.Create();
        var command = new Command("label", "Point a label such as production to a version.") { reference, label, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetRequiredValue(reference), parsed.GetRequiredValue(label), parsed.GetValue(json), surroundings)));
        return command;
    }

    private static int Run(string reference, string label, bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        var prompt = project.Prompts.Resolve(reference, problems);
        if (PromptLabels.ProblemOf(label) is { } wrong)
            problems.Add(label, null, wrong);
        if (prompt is not null && PromptFile.IsDraft(prompt.Version))
            problems.Add(reference, null, $"A label points to a frozen version, and the draft still changes. Freeze it first: promptlab freeze {prompt.Name}");
        surroundings.Conclude(problems);
        var before = project.Prompts.MoveLabel(prompt!.Name, label, prompt.Version);
        if (json)
            surroundings.Write(new { Prompt = prompt.Name, Label = label, Before = before, After = prompt.Version });
        else
            surroundings.Out.WriteLine($"{prompt.Name}@{label}: {before ?? "new"} → {prompt.Version}");
        return ExitCodes.Done;
    }
}
