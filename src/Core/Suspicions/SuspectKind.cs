namespace Catalog.Core.Suspicions;

/// <summary>What a suspect text tries.</summary>
public enum SuspectKind
{
    /// <summary>Tells a model what to do beside calling the tool: to forget its instructions, to take another role, to keep something from its user.</summary>
    Instruction,

    /// <summary>Holds characters that a person does not see and a model reads.</summary>
    HiddenText,

    /// <summary>Steers how tools of other servers are used.</summary>
    Shadowing,

    /// <summary>Asks for what the tool does not need: credentials, files, the conversation.</summary>
    Exfiltration,

    /// <summary>Shows what looks like a secret.</summary>
    Secret,
}
