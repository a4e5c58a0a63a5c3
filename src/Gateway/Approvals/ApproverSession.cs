namespace Catalog.Gateway.Approvals;

/// <summary>An approver who signed in on the page.</summary>
/// <param name="Approver">The name.</param>
/// <param name="FormToken">What every form of this sign-in carries; forms of others are refused.</param>
/// <param name="Until">When the sign-in ends.</param>
internal sealed record ApproverSession(string Approver, string FormToken, DateTimeOffset Until);
