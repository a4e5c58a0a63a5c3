using System.Runtime.InteropServices;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Replaying;

/// <summary>One request of a log, decided anew as far as the log holds what that needs.</summary>
/// <param name="Was">What was decided.</param>
/// <param name="Now">What would be.</param>
/// <param name="Rule">By which rule; null for a call that would pass.</param>
/// <param name="Untold">Why it cannot be told; null where it can.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplayedCall(DecisionKind Was, DecisionKind Now, string? Rule, string? Untold);
