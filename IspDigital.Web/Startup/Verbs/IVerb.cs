using System.CommandLine;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>What the process does, named by the first word of the command line. To add one: write the class, list it in <see cref="Verbs"/>.</summary>
internal interface IVerb
{
    /// <summary>Its command, with what it takes and what it says about itself.</summary>
    Command Command(Surroundings surroundings);
}
