using System.Text.Json;
using Catalog.Policy.Operators.Hosts;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Whether a URL leads to a host that lies inside.</summary>
internal sealed class HostPrivateOperator : IConditionOperator
{
    public string Id => "host_private";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning =>
        "With true, holds where the host of the URL is an address that is not globally reachable, or a name that is only known inside; with false, where it is not. Names are not looked up.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.TruthOrNull(operand, problems) is { } wanted
            ? new StringTest((text, _) => UrlHost.ParseOrNull(text, out var problem) is { } host ? TestResult.Of(PrivateNetworks.Holds(host) == wanted) : TestResult.Error(problem!))
            : null;
}
