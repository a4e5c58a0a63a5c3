using Catalog.Core.Classifications;

namespace Catalog.Cli.Reviewing;

/// <summary>One tool that waits for a person.</summary>
/// <param name="Server">The server's key.</param>
/// <param name="Definition">The hash of its definition, as an override names it.</param>
/// <param name="Reasons">Why, at least one.</param>
/// <param name="Verdict">What is stored of it.</param>
internal sealed record ReviewItem(string Server, string Definition, IReadOnlyList<ReviewReason> Reasons, Classification Verdict);
