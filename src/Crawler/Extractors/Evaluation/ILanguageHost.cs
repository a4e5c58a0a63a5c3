using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>What the machine asks a language: the meaning of everything that the source does not define itself.</summary>
internal interface ILanguageHost
{
    /// <summary>How many registrations were seen; 0 where they are not counted.</summary>
    int Registered => 0;

    /// <summary>A name that no scope declares.</summary>
    Value Global(string name, EvaluatedModule module);

    /// <summary>A member of a value that is no plain record: methods of texts and lists, of unknown values, of modelled libraries. Also asked for records that do not have the member.</summary>
    Value Member(Machine machine, Value target, string name);

    /// <summary>Looks at a call before it is made; null to let it be made. This is where registrations are seen.</summary>
    Value? Intercept(Machine machine, Value callee, CallSite call);

    /// <summary>Calls what is neither a function of the source nor built in.</summary>
    Value CallUnknown(Machine machine, Value callee, CallSite call);

    /// <summary>The module that a file names: its exports, or something unknown.</summary>
    Value Import(Machine machine, EvaluatedModule from, string specifier);

    /// <summary>An operator that the machine does not know how to apply alike in all languages.</summary>
    Value Binary(string operation, Value left, Value right);

    /// <summary>Tells that a function was declared, a literal object was made, or a class was defined, with its value.</summary>
    void Made(Machine machine, FactNode node, Value value, EvaluatedModule module);

    /// <summary>Tells that code is entered, or left, which runs where a value equals a constant: <c>case "x":</c>, <c>if (m === "x")</c>.</summary>
    void Matched(Machine machine, string constant, bool entered);

    /// <summary>A fact that the machine does not evaluate itself; null where the language does not either.</summary>
    Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame);

    /// <summary>A member that a method asks its class's ancestors for and that none of those in the source has.</summary>
    Value SuperMember(Machine machine, Value self, string name) => UnknownValue.Plain;

    /// <summary>An item of a value by its index, where the language reads it in a way of its own; null for the usual way.</summary>
    Value? Index(Machine machine, Value target, Value index) => null;

    /// <summary>The constructor that a call means, where a class has several; null for the only one.</summary>
    FactNode? Constructor(Machine machine, ClassValue type, CallSite call) => null;
}
