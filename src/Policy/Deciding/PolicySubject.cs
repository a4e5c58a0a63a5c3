namespace Catalog.Policy.Deciding;

/// <summary>What a policy is asked about.</summary>
public enum PolicySubject
{
    /// <summary>The call of a tool, by its name.</summary>
    Tool,

    /// <summary>The use of a resource, by its address.</summary>
    Resource,

    /// <summary>The listing or completion of a template of resources, by its text with <c>{variables}</c>.</summary>
    ResourceTemplate,

    /// <summary>The use of a prompt, by its name.</summary>
    Prompt,

    /// <summary>A request that the server makes of the client, by its method.</summary>
    ServerRequest,
}
