using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A condition and where it stands.</summary>
internal sealed record PlacedCondition(CompiledEntry Entry, ConditionUse Use, string Pointer, CompiledCondition Condition, PolicyCondition Written)
{
    internal bool OfArguments => Condition.Path.Root == PathRoot.Arguments;

    internal string Op => Condition.Operator.Id;
}
