using static PromptLab.Linting.LintLevel;

namespace PromptLab.Linting;

/// <summary>The list of all lint rules.</summary>
internal static class LintRules
{
    // Each rule with the function that finds its matches.
    internal static readonly (LintRule Rule, Func<LintMaterial, IEnumerable<RuleMatch>> Find)[] Checks =
    [
        (
            new(
                "few-shot-leakage",
                Warning,
                "An example is an item that is measured, or nearly is",
                "An example's input equals a text of an item outside of train once normalised, or their word triples have a Jaccard similarity of 0.80 or more. The model was shown the question, so that its answer says nothing about other ones. Write another example, or move the item to train. “lint: few_shot_leakage: error” makes it an error."
            ),
            FewShotLeakage.Find
        ),
        (
            new(
                "split-duplicate",
                Warning,
                "An item stands in two splits",
                "Two items of different splits have the same input once normalised, or nearly: their word triples have a Jaccard similarity of 0.80 or more. What was tuned on one is then confirmed on the other. Keep one of them, or both in one split."
            ),
            SplitDuplicates.Find
        ),
        (
            new(
                "expected-in-prompt",
                Warning,
                "An expected answer stands in the prompt",
                "A section of the prompt holds the expected answer of one single item outside of train: five words or more, or a sign such as an order number. The prompt then gives away what it is asked. Take it out, or move the item to train."
            ),
            ExpectedInPrompt.Find
        ),
        (
            new(
                "label-missing",
                Warning,
                "The prompt never names a label",
                "A label of a grader of the type label stands neither in the prompt, its examples and its response schema nor in the trusted values that items give. A model can hardly choose what it is not told. Name it, or take it out of the grader."
            )
            {
                IsToldBeforeRuns = true,
            },
            MissingLabels.Find
        ),
        (
            new(
                "untrusted-in-instructions",
                Warning,
                "Untrusted text stands among the instructions",
                "A placeholder of a variable with “trust: untrusted” stands in another section than the current query and the conversation history, where a model reads a stranger's text as an instruction. Move it to the current query."
            ),
            UntrustedPlaceholders.Find
        ),
        (
            new(
                "contradictory-instructions",
                Warning,
                "Two instructions can't both be followed",
                "One sentence forbids in the same words what another asks for, two sentences set limits of length that no response keeps, or one asks for JSON alone and another for prose. Keep one of them."
            ),
            Contradictions.Find
        ),
        (
            new(
                "example-breaks-schema",
                Warning,
                "An example breaks the response schema",
                "The output of an example is no JSON that follows the response schema of its own prompt. Mend the example or the schema."
            ),
            SchemaExamples.Find
        ),
        (
            new(
                "literal-placeholder",
                Warning,
                "What looks like a placeholder is sent as it stands",
                "A text in braces resembles a variable of the prompt and is none of its placeholders, such as {Question}, { question } or {question-text} for {question}. The model is sent the braces. Write the name as it is declared, or \\{ for a literal brace."
            ),
            SentPlaceholders.Find
        ),
        (
            new(
                "no-user-turn",
                Warning,
                "A request has no user turn",
                "Everything is sent as the system message, or an item gives the user's message no text. Some providers refuse such a request, and others answer nothing or make a question up. Set query_role: user, or give the item its text."
            )
            {
                IsToldBeforeRuns = true,
            },
            UserTurns.Find
        ),
        (
            new(
                "look-alike",
                Warning,
                "Two names look the same and are not",
                "Two ids of items, two clusters, two tags or two labels of a grader differ only in invisible characters, composition, blanks, dashes, or letters of another script that are drawn alike. People take one for the other, and results of one are looked for under the other. Give them names that differ to the eye."
            ),
            LookAlikeIds.Find
        ),
        (
            new(
                "doubled-instruction",
                Note,
                "An instruction is given twice",
                "Two sentences have the same words, or the same numbers and word triples with a Jaccard similarity of 0.80 or more. Keep one of them."
            ),
            RepeatedInstructions.Find
        ),
        (
            new(
                "examples-alike",
                Note,
                "All examples are alike",
                "All examples have one answer, or all have a value for a field that a tenth of the items or more have none for, or all inputs are nearly the same text. A model copies what it is shown. Add an example that differs."
            ),
            ExampleVariety.Find
        ),
        (
            new(
                "unbalanced-labels",
                Note,
                "One label is nearly every item's, or hardly any's",
                "Of the items that an experiment runs, more than 80% have one label, or a label has fewer than 5 items where there are at most 20 labels. Add items of the rare ones."
            ),
            LabelBalance.Find
        ),
        (
            new(
                "few-items",
                Note,
                "A split has fewer than 50 items",
                "An experiment runs on fewer than 50 items, which show large gains only; the message says how large. Add items."
            ),
            FewItems.Find
        ),
        (
            new(
                "cache-order",
                Note,
                "What changes stands before what stays",
                "A value of the item stands before text that never changes, the prompt has about 1,024 tokens or more that never change, and fewer of them come first. Providers cache equal beginnings only. Put the sections that never change first."
            ),
            CacheOrder.Find
        ),
    ];

    /// <summary>The rule for silences that match no finding; it has no check of its own.</summary>
    internal static LintRule UnusedSilence { get; } =
        new(
            "unused-silence",
            Warning,
            "A silence matches nothing",
            "An entry of “lint: silence” matches no finding. Remove it, so that it hides nothing new."
        );

    /// <summary>All rules, in listing order.</summary>
    public static IReadOnlyList<LintRule> All { get; } = [.. Checks.Select(check => check.Rule), UnusedSilence];
}
