namespace Catalog.Core.Counters;

/// <summary>One running total.</summary>
/// <param name="Server">The gateway's id of the server.</param>
/// <param name="Scope">Who shares it.</param>
/// <param name="ScopeId">The grant's id, the session's id, or empty for <see cref="CounterScope.Server"/>.</param>
/// <param name="Counter">The name that the policy gives it.</param>
/// <param name="Window">The period after which it starts from zero.</param>
public sealed record CounterKey(string Server, CounterScope Scope, string ScopeId, string Counter, CounterWindow Window);
