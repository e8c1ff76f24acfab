@main struct Dossier { static func main() { print("dossier") } }
