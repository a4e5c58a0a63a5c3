using Catalog.Policy.Documents;
using Catalog.Policy.Resources;

namespace Catalog.Policy.Deciding;

/// <summary>What the address of a resource alone decides, before any entry is asked.</summary>
internal static class AddressRules
{
    internal static IEnumerable<Finding> Ambiguous(CallContext context) =>
        context.Call.Subject == PolicySubject.Resource && ResourceAddress.FindAmbiguityOrNull(context.Call.Tool) is { } ambiguity
            ? [Finding.Deny("(address)", $"The address of the resource is ambiguous: {ambiguity}", context.Policy.Observed)]
            : [];

    internal static IEnumerable<Finding> Resembling(CallContext context) =>
        context.Policy.File.Default == PolicyDefault.Allow && context.Policy.LooseAddresses.FindResembledOrNull(context.Call.Tool) is { } resembled
            ? [Finding.Deny("(address)", $"{DecisionText.NotAllowed(context.Call)} (it resembles `{resembled}`)", context.Policy.Observed)]
            : [];
}
