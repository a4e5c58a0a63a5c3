using System.Text.Json;
using Catalog.Policy.Operators.Hosts;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Whether a URL leads to one of some hosts.</summary>
internal sealed class HostInOperator : IConditionOperator
{
    public string Id => "host_in";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning =>
        "Holds where the host of the URL is one of the operand: a name, an address in any notation, or *.example.com for its sub-domains. The port is not compared, and names are not looked up.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.ListOrNull(operand, problems, HostOperand.Parse) is { } hosts
            ? new StringTest((text, _) => UrlHost.ParseOrNull(text, out var problem) is { } host ? TestResult.Of(hosts.Any(h => h.Matches(host))) : TestResult.Error(problem!))
            : null;
}
