using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Confirming;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab confirm prompt@v6 --against baseline</c>: takes one look at the holdout and records the claim.</summary>
internal static class ConfirmCommand
{
    public static Command Create(CommandContext context)
    {
        var line = new ConfirmCommandLine();
        var command = new Command("confirm", "Test a claim on the holdout, once.");
        line.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(line, parsed, context));
        return command;
    }

    private static async Task<int> RunAsync(ConfirmCommandLine line, ParseResult parsed, CommandContext context)
    {
        using var log = new RunLog(withResponses: false);
        await using var project = CommandProject.Open(context, log);
        var options = line.Read(parsed);
        if (line.IsDryRun(parsed))
            return Forecast(project.ForecastConfirm(options), line.IsJson(parsed), context);
        var claim = await project.ConfirmAsync(options, context.Stopping);
        if (!claim.IsInLedger)
            return ExitCodes.Incomplete;
        if (line.IsJson(parsed))
            context.Write(ConfirmOutput.Of(claim.Confirmation));
        else
            ClaimText.Write(claim.Confirmation, claim.Ledger, context.Out);
        RunOutcomeView.WriteFailures(claim.Runs, context);
        return claim.IsOnScoreboard && claim.Confirmation.Claim is not null ? ExitCodes.Done : Unclaimed(claim, context);
    }

    private static int Forecast(ClaimForecast forecast, bool json, CommandContext context)
    {
        context.Error.WriteLine(ClaimView.Predict(forecast));
        if (json)
            context.Write(DryRunView.OutputOf(forecast.Run));
        else
            DryRunView.Write(forecast.Run, context);
        return ExitCodes.Done;
    }

    private static int Unclaimed(ClaimResult claim, CommandContext context) =>
        context.Stopping.IsCancellationRequested && claim.Runs.Any(run => run.Record.Status == RunStatus.Unfinished)
            ? ExitCodes.Cancelled
            : ExitCodes.Incomplete;
}
