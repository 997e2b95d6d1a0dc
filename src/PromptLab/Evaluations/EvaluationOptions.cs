using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Evaluations;

/// <summary>Which items an evaluation asks, how often, and how the model is called. Every property has a default.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// The splits to evaluate; empty for all but <c>train</c>, which examples are taken from, and the holdout. The
    /// holdout cannot be named.
    /// </summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Ids of items, in which <c>*</c> matches any text; empty for all.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags, of which an item has at least one; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only the first items, at most this many, from 1; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How many times the model is called per item, from 1 to 1000.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls are in flight at once, from 1 to 1000.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long one attempt of a call may take; null for the eval set's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is sent with every call, such as a temperature; by default nothing.</summary>
    public ModelParameters Parameters { get; init; } = new();

    /// <summary>What the model's tokens cost; null where that is unknown, and then so is the evaluation's cost.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The kinds of graders that the eval set may name; the built-in ones by default.</summary>
    public GraderCatalog Graders { get; init; } = GraderCatalog.BuiltIn;

    /// <summary>The clock that latencies and the waits of retries go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
