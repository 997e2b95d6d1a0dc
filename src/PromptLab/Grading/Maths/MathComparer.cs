using System.Numerics;
using PromptLab.Files;

namespace PromptLab.Grading.Maths;

/// <summary>Decides whether two formulas say the same: exactly where they are rational, else by their values at some points.</summary>
/// <param name="Absolute">How far numbers may differ; 0 for not at all.</param>
/// <param name="Relative">How far they may differ as a share of the wanted number.</param>
/// <param name="Budget">Bounds the work.</param>
internal sealed record MathComparer(Rational Absolute, Rational Relative, WorkBudget Budget)
{
    private const int Points = 24;
    private const int LeastPoints = 4;
    private const int MaxItems = 50;
    private const double Rounding = 1e-9;

    /// <summary>True or false; null where it can't be told: too large, or no point lies in the domain of both.</summary>
    public bool? AreEqual(MathNode wanted, MathNode found) =>
        (wanted, found) switch
        {
            (RelationNode { IsEquation: true } one, RelationNode { IsEquation: true } other) => AreSameEquation(one, other),
            (RelationNode one, RelationNode other) => AreSameRelation(one, other),
            (RelationNode { IsEquation: true } one, _) => StatedBy(one).Value is { } value ? AreEqual(value, found) : null,
            (_, RelationNode { IsEquation: true } other) => IsStatedBy(other, wanted),
            (RelationNode, CollectionNode) or (CollectionNode, RelationNode) => null, // perhaps an interval
            (RelationNode, _) or (_, RelationNode) => false,
            (CollectionNode one, CollectionNode other) => AreSameCollection(one, other),
            (CollectionNode, _) or (_, CollectionNode) => false,
            _ => AreSameValue(wanted, found),
        };

    private bool? IsStatedBy(RelationNode equation, MathNode wanted) =>
        StatedBy(equation) switch
        {
            { Value: { } value } => AreEqual(wanted, value),
            { IsKnown: true } => false, // such as 2 + 2 = 5 or x^2 = 5
            _ => null,
        };

    // x = 5 and 5 = x state 5, and x = 10/2 = 5 and 2 + 3 = 5 do too; 2x = 4 and 3 = 4 state no value.
    private (MathNode? Value, bool IsKnown) StatedBy(RelationNode equation)
    {
        var sides = equation.Sides;
        while (sides.Count > 1 && IsNameOf(sides[0], sides.Skip(1)))
            sides = [.. sides.Skip(1)];
        if (sides.Count == equation.Sides.Count && IsNameOf(sides[^1], sides.SkipLast(1)))
            sides = [.. sides.SkipLast(1)];
        var areSame = All(sides.Zip(sides.Skip(1), (one, other) => AreSameExactly(one, other)));
        return areSame is true ? (sides[^1], true) : (null, areSame is false);
    }

    private bool? AreSameExactly(MathNode one, MathNode other) =>
        (this with { Absolute = Rational.Of(0), Relative = Rational.Of(0) }).AreEqual(one, other);

    private static bool IsNameOf(MathNode side, IEnumerable<MathNode> others) =>
        side is NameNode name
        && MathFunctions.ConstantOf(name.Name) is null
        && !others.SelectMany(MathValue.VariablesOf).Contains(name.Name, StringComparer.Ordinal);

    private bool? AreSameEquation(RelationNode wanted, RelationNode found)
    {
        var (one, other) = (StatedBy(wanted).Value, StatedBy(found).Value);
        if (one is null || other is null)
            return AreSameRelation(wanted, found);
        var areSame = AreEqual(one, other);
        var (name, otherName) = (NameIn(wanted), NameIn(found));
        if (name is null || otherName is null || name == otherName)
            return areSame;
        return AreSameRelation(wanted, found) is true ? true
            : areSame is true && (name.Length > 1 || otherName.Length > 1) ? null
            : false;
    }

    private static string? NameIn(RelationNode equation) => ((equation.Sides[0] as NameNode) ?? (equation.Sides[^1] as NameNode))?.Name;

    private bool? AreSameCollection(CollectionNode wanted, CollectionNode found)
    {
        var isList = wanted.Open is "{" or "" && found.Open is "{" or "";
        if (wanted.Items.Count != found.Items.Count || !(isList || (wanted.Open == found.Open && wanted.Close == found.Close)))
            return false;
        if (wanted.Items.Count > MaxItems)
            return null;
        return wanted.IsUnordered ? AreSameInAnyOrder(wanted.Items, [.. found.Items]) : All(wanted.Items.Zip(found.Items, AreEqual));
    }

    private bool? AreSameInAnyOrder(IReadOnlyList<MathNode> wanted, List<MathNode> found)
    {
        var isKnown = true;
        foreach (var item in wanted)
        {
            var verdicts = found.Select(other => AreEqual(item, other)).ToList();
            var at = verdicts.IndexOf(true);
            if (at < 0 && !verdicts.Contains(null))
                return false;
            isKnown &= at >= 0;
            if (at >= 0)
                found.RemoveAt(at);
        }

        return isKnown ? true : null;
    }

    private bool? AreSameRelation(RelationNode wanted, RelationNode found)
    {
        if (wanted.Relations.Count != found.Relations.Count)
            return false;
        if (wanted.Relations.Count > 1)
        {
            var turned = new RelationNode([.. found.Sides.Reverse()], [.. found.Relations.Reverse().Select(Turn)]);
            return HasSameSides(wanted, found) is true ? true : HasSameSides(wanted, turned);
        }

        var (one, other) = (Oriented(wanted), Oriented(found));
        if (one.Relations[0] != other.Relations[0])
            return false;
        return HasSameSides(one, other) is true ? true : IsMultiple(Difference(one), Difference(other), one.Relations[0]);
    }

    private bool? HasSameSides(RelationNode one, RelationNode other) =>
        one.Relations.SequenceEqual(other.Relations, StringComparer.Ordinal) ? All(one.Sides.Zip(other.Sides, AreEqual)) : false;

    // 2x = 4 and x − 2 = 0: the differences of their sides are a multiple of each other; of inequalities, a positive one.
    private bool? IsMultiple(MathNode wanted, MathNode found, string relation)
    {
        Complex? factor = null;
        var points = 0;
        foreach (var (left, right) in ValuesOf(wanted, found))
        {
            var (one, other) = (left.Value, right.Value);
            if (Complex.Abs(other) < Rounding || Complex.Abs(one) < Rounding)
            {
                if (Complex.Abs(one - other) > Rounding)
                    return false;
                continue;
            }

            var ratio = one / other;
            factor ??= ratio;
            if (Complex.Abs(ratio - factor.Value) > Rounding * Math.Max(1, Complex.Abs(ratio)))
                return false;
            points++;
        }

        return points < LeastPoints ? null : relation is "=" or "≠" || factor!.Value.Real > 0;
    }

    private bool? AreSameValue(MathNode wanted, MathNode found)
    {
        if (MathValue.Exact(wanted) is { } one && MathValue.Exact(found) is { } other)
            return one == other ? true : IsWithinTolerance(one, other);
        var points = 0;
        foreach (var (first, second) in ValuesOf(wanted, found))
        {
            if (!AreNear(first, second))
                return false;
            points++;
        }

        return points >= LeastPoints ? true : null;
    }

    private bool? IsWithinTolerance(Rational wanted, Rational found)
    {
        if (Rational.Add(wanted, found.Negate()) is not { } distance || Rational.Multiply(Relative, wanted.Abs()) is not { } share)
            return null;
        return distance.Abs().IsAtMost(Absolute) || distance.Abs().IsAtMost(share);
    }

    // To nine digits; where digits cancel out, as of sin(π), to what rounding may be off.
    private bool AreNear(MathNumber wanted, MathNumber found)
    {
        var (distance, size) = (Complex.Abs(wanted.Value - found.Value), Complex.Abs(wanted.Value));
        var error = Math.Min(wanted.Error + found.Error, Rounding);
        var tolerance = Math.Max(Absolute.ToDouble(), Relative.ToDouble() * size);
        return distance <= Math.Max(Rounding * size, error) + tolerance;
    }

    // The values of both where both have one. The points are always the same, so that a verdict is too.
    private IEnumerable<(MathNumber One, MathNumber Other)> ValuesOf(MathNode one, MathNode other)
    {
        var names = MathValue
            .VariablesOf(one)
            .Concat(MathValue.VariablesOf(other))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        for (var point = 0; point < Points; point++)
        {
            Budget.Spend(100);
            var variables = names
                .Select((name, at) => (name, at))
                .ToDictionary(pair => pair.name, pair => Coordinate(pair.at, point), StringComparer.Ordinal);
            var values = (MathValue.At(one, variables), MathValue.At(other, variables));
            if (values.Item1.IsFinite && values.Item2.IsFinite)
                yield return values;
        }
    }

    // Irrational steps fill the range evenly: https://en.wikipedia.org/wiki/Low-discrepancy_sequence#Additive_recurrence.
    private static double Coordinate(int variable, int point)
    {
        const double golden = 0.6180339887498949;
        const double plastic = 0.7548776662466927;
        var share = (point + 1) * golden + (variable + 1) * plastic;
        var value = 0.2 + 3 * (share - Math.Floor(share));
        return (point + variable) % 3 == 2 ? -value : value;
    }

    private static RelationNode Oriented(RelationNode relation) =>
        relation.Relations[0] is ">" or "≥"
            ? new RelationNode([relation.Sides[1], relation.Sides[0]], [Turn(relation.Relations[0])])
            : relation;

    private static string Turn(string relation) =>
        relation switch
        {
            "<" => ">",
            ">" => "<",
            "≤" => "≥",
            "≥" => "≤",
            _ => relation,
        };

    private static OperationNode Difference(RelationNode relation) => new("-", relation.Sides[0], relation.Sides[1]);

    private static bool? All(IEnumerable<bool?> verdicts)
    {
        var all = verdicts.ToList();
        return all.Contains(false) ? false
            : all.Contains(null) ? null
            : true;
    }
}
