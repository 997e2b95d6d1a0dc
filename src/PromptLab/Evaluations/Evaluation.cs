using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Running;

namespace PromptLab.Evaluations;

/// <summary>
/// The entrance without a project, for unit tests and notebooks: a prompt, an eval set and a chat client give a result to
/// assert on. Nothing is read from or written to disk beyond what <see cref="Prompt.Load"/> and <see cref="EvalSet.Load"/> read.
/// </summary>
/// <remarks>
/// There is no ledger here, so holdout items are left out and cannot be selected: a claim on the holdout is made by
/// <c>PromptLabProject.ConfirmAsync</c>, which counts every look. Items of <c>train</c>, the source of examples, are used only if
/// that split is named.
/// </remarks>
public static class Evaluation
{
    private const string ClientName = "chat client";

    /// <summary>Calls the model once per item (and repeat), grades the responses, and adds them up.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="evalSet">The items and what grades them.</param>
    /// <param name="chatClient">
    /// The model. It is called from several threads and is not disposed. An exception from it is a failed call of that item; a
    /// failure that may pass, such as a rate limit or a time-out, is retried.
    /// </param>
    /// <param name="options">Which items, how often, and how they are called; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The result. Failed calls and undecided grades are counted in it and are no part of its rates.</returns>
    /// <exception cref="InputException">
    /// The prompt does not fit the items, a grader's definition is wrong, or the options choose no item or the holdout. No call
    /// was made.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<EvaluationResult> RunAsync(
        Prompt prompt,
        EvalSet evalSet,
        IChatClient chatClient,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new EvaluationOptions();
        var problems = new Problems();
        var items = ChosenItems.Of(evalSet, options, problems);
        var graders = GraderSet.Create(evalSet, options.Graders, new FileReadCache(), GraderPrograms.None, problems);
        if (!problems.HasErrors)
            PromptFit.Check([prompt], evalSet, items, problems);
        problems.ThrowIfErrors();

        var stops = new StopReasons();
        using var source = new ModelFactory(HostOf(chatClient, options), root: "");
        var settings = new CallSettings
        {
            Timeout = options.Timeout ?? evalSet.Timeout,
            Retries = new RetryOptions(),
            StopReasons = stops,
        };
        var model = source.Create(ModelOf(options), settings, cancellationToken);
        var plan = new RunPlan
        {
            Targets = [new RunTarget(prompt.Reference, RunSubject.Of(prompt), model)],
            Items = items,
            Graders = graders!,
            Repeats = options.Repeats,
            Concurrency = options.Concurrency,
        };
        var results = new CollectedResults();
        await new Runner(options.Time).RunAsync(plan, results, CancellationToken.None, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new EvaluationResult(prompt, evalSet, plan.Calls, results.Sorted(), stops.All);
    }

    private static ModelHost HostOf(IChatClient chatClient, EvaluationOptions options) =>
        new()
        {
            ReadVariable = static _ => null,
            Time = options.Time,
            Jitter = static () => 0.5,
            ChatClients = new Dictionary<string, IChatClient>(StringComparer.Ordinal) { [ClientName] = chatClient },
        };

    private static ModelDefinition ModelOf(EvaluationOptions options) =>
        new()
        {
            Alias = ClientName,
            Id = ClientName,
            HasInventedId = true,
            Provider = new ProviderDefinition { Name = ProviderKinds.CustomClient.Name, Kind = ProviderKinds.CustomClient },
            Parameters = options.Parameters,
            Price = options.Price,
        };
}
