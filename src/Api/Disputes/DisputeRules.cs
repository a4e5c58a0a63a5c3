using Catalog.Api.Shell;
using Catalog.Core.Classifications;

namespace Catalog.Api.Disputes;

/// <summary>What a dispute must hold to be kept.</summary>
internal static class DisputeRules
{
    public const int LongestReason = 4000;
    public const int ShortestReason = 10;
    public const int LongestContact = 320;

    public static IReadOnlyList<DisputeProblem> Check(DisputeInput input, Category shown)
    {
        var problems = new List<DisputeProblem>();
        if (PageRequest.ParseOrNull<Category>(input.Proposed) is not { } proposed || proposed == Category.Unknown)
        {
            problems.Add(new("category", "Choose the category that you hold to be right"));
        }
        else if (proposed == shown)
        {
            problems.Add(new("category", $"The page says {shown} already; choose another category"));
        }

        var reason = input.Reason.Trim();
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            problems.Add(new("reason", $"Say why, in {ShortestReason} to {LongestReason} characters"));
        }

        var contact = input.Contact.Trim();
        if (contact.Length > LongestContact || contact.Any(char.IsControl))
        {
            problems.Add(new("contact", $"An address has up to {LongestContact} characters on one line; leave it empty if you want no answer"));
        }

        return problems;
    }
}
