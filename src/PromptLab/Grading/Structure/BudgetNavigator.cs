using System.Xml;
using System.Xml.XPath;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>Walks an XML document and counts each step, so that an XPath expression that multiplies is given up.</summary>
internal sealed class BudgetNavigator(XPathNavigator inner, WorkBudget budget) : XPathNavigator
{
    private const int CharactersPerStep = 64;

    public override string BaseURI => inner.BaseURI;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string Name => inner.Name;

    public override XmlNameTable NameTable => inner.NameTable!;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XPathNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override string Value
    {
        get
        {
            var value = inner.Value;
            budget.Spend(1 + (value.Length / CharactersPerStep));
            return value;
        }
    }

    public override XPathNavigator Clone()
    {
        budget.Spend();
        return new BudgetNavigator(inner.Clone(), budget);
    }

    public override bool IsSamePosition(XPathNavigator other)
    {
        budget.Spend();
        return inner.IsSamePosition(Unwrapped(other));
    }

    public override XmlNodeOrder ComparePosition(XPathNavigator? nav)
    {
        budget.Spend();
        return inner.ComparePosition(nav is null ? null : Unwrapped(nav));
    }

    public override bool MoveTo(XPathNavigator other) => Counted(inner.MoveTo(Unwrapped(other)));

    public override bool MoveToFirstAttribute() => Counted(inner.MoveToFirstAttribute());

    public override bool MoveToFirstChild() => Counted(inner.MoveToFirstChild());

    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => Counted(inner.MoveToFirstNamespace(namespaceScope));

    public override bool MoveToId(string id) => Counted(inner.MoveToId(id));

    public override bool MoveToNext() => Counted(inner.MoveToNext());

    public override bool MoveToNextAttribute() => Counted(inner.MoveToNextAttribute());

    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => Counted(inner.MoveToNextNamespace(namespaceScope));

    public override bool MoveToParent() => Counted(inner.MoveToParent());

    public override bool MoveToPrevious() => Counted(inner.MoveToPrevious());

    private bool Counted(bool moved)
    {
        budget.Spend();
        return moved;
    }

    private static XPathNavigator Unwrapped(XPathNavigator other) => other is BudgetNavigator { Inner: var wrapped } ? wrapped : other;

    private XPathNavigator Inner => inner;
}
